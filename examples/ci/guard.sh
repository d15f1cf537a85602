#!/bin/sh
# Runs `pulumi up` or `pulumi destroy` only where no security lock of an ECS instance refuses a part of it:
#
#   guard.sh up [arguments of pulumi ...]
#   guard.sh destroy [arguments of pulumi ...]
#
# The arguments go to the preview as well. ECS_LOCK_OPTIONS holds more options of `ecs-lock check`, such as
# "--locks locks.json" or "--edition strict". Ends with the status of `ecs-lock check` (1: something is refused, 2: it
# cannot be said), or with that of Pulumi.
set -eu

action=${1:-}
case $action in
  up) preview="preview" ;;
  destroy) preview="destroy --preview-only" ;;
  *)
    echo "usage: guard.sh up|destroy [arguments of pulumi ...]" >&2
    exit 64
    ;;
esac
shift

plan=$(mktemp)
trap 'rm -f "$plan"' EXIT

# A preview that fails is checked too: ecs-lock then says that it is incomplete. Why it failed stands in the JSON only.
# shellcheck disable=SC2086 # the two words of "destroy --preview-only", and several options
if ! pulumi $preview --json --show-replacement-steps "$@" >"$plan"; then
  echo "guard.sh: the preview failed" >&2
  sed -n 's/^ \{12\}"message": //p' "$plan" >&2
fi
# shellcheck disable=SC2086
ecs-lock check "$plan" ${ECS_LOCK_OPTIONS:-}

pulumi "$action" --yes "$@"
