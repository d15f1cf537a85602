/** Types that are an instance, several of them, or a disk; all others are only attached to one. */
export const INSTANCE = "alicloud:ecs/instance:Instance";
export const INSTANCE_SET = "alicloud:ecs/ecsInstanceSet:EcsInstanceSet";
export const DISKS: readonly string[] = ["alicloud:ecs/ecsDisk:EcsDisk", "alicloud:ecs/disk:Disk"];
