import assert from "node:assert/strict";
import { timeOf } from "../../policypack/domain/times";

describe("A time in a file or a configuration", () => {
  const good: readonly (readonly [string, string])[] = [
    ["2026-12-31", "2026-12-31T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["2026-12-31T12:00:00Z", "2026-12-31T12:00:00.000Z"],
    ["2026-12-31t12:00:00z", "2026-12-31T12:00:00.000Z"],
    ["2026-12-31T12:00Z", "2026-12-31T12:00:00.000Z"],
    ["2026-12-31T12:00:00.5+08:00", "2026-12-31T04:00:00.500Z"],
    ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"],
  ];
  for (const [text, time] of good) {
    it(`${text} is ${time}`, () => {
      assert.equal(new Date(timeOf(text)).toISOString(), time);
    });
  }

  const bad = [
    "2027-02-30",
    "2027-02-29",
    "2027-04-31",
    "2027-13-01",
    "2027-00-10",
    "2027-01-00",
    "2027-02-30T00:00:00Z",
    "2027-01-01T24:00:00Z",
    "2027-01-01T12:60:00Z",
    "2027-01-01T12:00:61Z",
    "2027-01-01T12:00:00+24:00",
    "2027-01-01T12:00:00",
    "2027-1-1",
    "31.12.2027",
    "",
    "tomorrow",
  ];
  for (const text of bad) {
    it(`${JSON.stringify(text)} is none`, () => {
      assert.ok(Number.isNaN(timeOf(text)));
    });
  }
});
