import { itCalls } from "../support/table";

describe("A prefix list", () => {
  const list = { prefixListName: "a", addressFamily: "IPv4", maxEntries: 2, entries: [{ cidr: "10.0.0.0/16" }] };
  itCalls(
    ["alicloud:ecs/ecsPrefixList:EcsPrefixList"],
    [
      { name: "is created", after: list, calls: ["CreatePrefixList"] },
      {
        name: "is given another entry",
        id: "pl-1",
        before: list,
        after: { ...list, entries: [{ cidr: "10.1.0.0/16" }] },
        calls: ["ModifyPrefixList"],
      },
      {
        name: "of another address family is made anew",
        id: "pl-1",
        before: list,
        after: { ...list, addressFamily: "IPv6" },
        calls: ["CreatePrefixList", "DeletePrefixList"],
      },
      { name: "is deleted", id: "pl-1", before: list, calls: ["DeletePrefixList"] },
    ],
  );
});
