#!/bin/sh
# Comments on the pull request PULL_REQUEST, or updates the comment that an earlier run for STACK has left. A token that
# may not comment, as that of a pull request from a fork, is no reason to fail.
set -eu
[ -f "$RUNNER_TEMP/ecs-lock.md" ] || exit 0
name=$(printf '%s' "$STACK" | tr -c 'A-Za-z0-9._/-' '_')
marker="<!-- ecs-lock: $name -->"
# GitHub takes 65,536 characters.
{ printf '%s\n' "$marker"; head -c 60000 "$RUNNER_TEMP/ecs-lock.md"; } > "$RUNNER_TEMP/ecs-lock-comment.md"
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
found=$(gh api "$comments" --paginate --jq ".[] | select(.body | startswith(\"$marker\")) | .id" | head -n 1) || found=
if [ -n "$found" ]; then
  set -- --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found"
else
  set -- --method POST "$comments"
fi
gh api "$@" --field "body=@$RUNNER_TEMP/ecs-lock-comment.md" > "$RUNNER_TEMP/ecs-lock-comment.json" ||
  echo "::warning::ecs-lock: the pull request could not be commented on"
