#!/bin/sh
# Judges PREVIEW with OPTIONS: annotations in the log, a table in the summary of the job, SARIF and Markdown for the
# steps that follow. Does not fail: the last step of the action does.
set -eu
# Options are separated by blanks, and no shell pattern.
set -f
status=0
# shellcheck disable=SC2086
ecs-lock check "$PREVIEW" $OPTIONS --format github || status=$?
if [ "$status" -ne 64 ]; then
  # shellcheck disable=SC2086
  ecs-lock check "$PREVIEW" $OPTIONS --exit-zero --format sarif --output "$RUNNER_TEMP/ecs-lock.sarif" || status=$?
  # shellcheck disable=SC2086
  ecs-lock check "$PREVIEW" $OPTIONS --exit-zero --format markdown --output "$RUNNER_TEMP/ecs-lock.md" || status=$?
  [ ! -f "$RUNNER_TEMP/ecs-lock.md" ] || cat "$RUNNER_TEMP/ecs-lock.md" >> "$GITHUB_STEP_SUMMARY"
fi
echo "status=$status" >> "$GITHUB_OUTPUT"
