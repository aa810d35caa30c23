#!/usr/bin/env bash
# Trains one small model again and again, with random delays and in every second training a task that
# fails or an executor that is killed: on threads, on executors of this machine, and on a standalone
# cluster of two Workers. All of it must give one model. Needs a build: ./mvnw -B package -DskipTests
#
#   tests/cluster/faults.sh [REPEATS]     trainings on each cluster (default 8)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

export EIGENSPARK_TEST_REPEATS=${1:-8}
exec tests/cluster/standalone.sh --memory 2g ./mvnw -q -B -pl tests -am test-compile surefire:test@packaging \
  -Dtest=SameBitsTest#faultsChangeNoModel -Dsurefire.failIfNoSpecifiedTests=false
