# What ecs-lock says of the benchmark's document, as a rule for conftest: it reads the same two files.
package main

import rego.v1

locked contains instance.InstanceId if {
	some instance in data.instances.Instances.Instance
	some lock in instance.OperationLocks.LockReason
	lock.LockReason == "security"
}

affected := {"instanceName", "description", "userData", "instanceType", "securityGroups", "systemDiskSize"}

deny contains msg if {
	some step in input.steps
	step.op == "update"
	step.oldState.type == "alicloud:ecs/instance:Instance"
	step.oldState.id in locked
	some name, _ in step.detailedDiff
	name in affected
	msg := sprintf("%s: %s changes on a locked instance", [step.urn, name])
}

deny contains msg if {
	some step in input.steps
	step.op == "replace"
	step.oldState.type == "alicloud:ecs/instance:Instance"
	step.oldState.id in locked
	msg := sprintf("%s: a locked instance is replaced", [step.urn])
}

deny contains msg if {
	some step in input.steps
	step.op == "create"
	step.newState.type == "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment"
	step.newState.inputs.instanceId in locked
	msg := sprintf("%s: a disk is attached to a locked instance", [step.urn])
}
