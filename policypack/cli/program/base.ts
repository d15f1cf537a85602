import { Command } from "commander";

/** The program without its commands. `prepare` is what they are to inherit. */
export function baseProgram(version: string, prepare: (program: Command) => Command): Command {
  return prepare(new Command("ecs-lock"))
    .description("What a security lock of Alibaba Cloud ECS instances does to planned changes.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .configureHelp({ helpWidth: 80 })
    .addHelpText("after", TASKS);
}

const TASKS = `
What is locked?                     ecs-lock locks --region cn-hangzhou
What is refused on an instance?     ecs-lock explain --instance ID
May I do this now?                  ecs-lock explain StopInstance --instance ID
Would this update be refused?       pulumi preview --json | ecs-lock check
Run it only if nothing is refused   ecs-lock guard up -- --stack dev
What has a lock swallowed before?   pulumi stack export | ecs-lock audit

Region and credentials are those of the alicloud provider's environment
variables: ALICLOUD_REGION, ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, or
ALICLOUD_PROFILE. Each command has more in its --help.`;
