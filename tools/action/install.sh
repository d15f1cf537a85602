#!/bin/sh
# Builds the command where the runner has put this repository, and puts it on the PATH of the job.
set -eu
cd "$GITHUB_ACTION_PATH"
[ -f dist/cli/main.js ] || npm ci --no-audit --no-fund
mkdir -p "$RUNNER_TEMP/ecs-lock-bin"
printf '#!/bin/sh\nexec node "%s/dist/cli/main.js" "$@"\n' "$GITHUB_ACTION_PATH" > "$RUNNER_TEMP/ecs-lock-bin/ecs-lock"
chmod +x "$RUNNER_TEMP/ecs-lock-bin/ecs-lock"
echo "$RUNNER_TEMP/ecs-lock-bin" >> "$GITHUB_PATH"
