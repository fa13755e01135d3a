#!/bin/bash
# Runs helmfile for everything of a cluster: first the admin services, then each namespace.
#   source .hfenv; ./cluster-helmfile.sh diff
set -eu
for service in rbac coredns metrics; do
  helmfile --file "$service/helmfile.yaml" "$@"
done
for values in values/*.yaml; do
  helmfile --environment "$(basename -s .yaml "$values")" "$@"
done
