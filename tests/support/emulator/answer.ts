/** What an action answers: a body with its status. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Refusal extends Answer {
  readonly refused: true;
}

export const success = (body: Readonly<Record<string, unknown>> = {}): Answer => ({ status: 200, body });

export const refusal = (status: number, code: string, message: string): Refusal => ({
  status,
  body: { Code: code, Message: message, HostId: "ecs.emulator", Recommend: "" },
  refused: true,
});

export function isRefusal(value: object): value is Refusal {
  return "refused" in value;
}
