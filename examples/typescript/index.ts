import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

const group = new alicloud.ecs.SecurityGroup("web", {
  securityGroupName: "shop-web",
  vpcId: config.require("vpcId"),
});

new alicloud.ecs.SecurityGroupRule("https", {
  securityGroupId: group.id,
  type: "ingress",
  ipProtocol: "tcp",
  portRange: "443/443",
  cidrIp: "0.0.0.0/0",
});

/** A group that is added to the servers by hand: `pulumi config set --path extraGroups[0] sg-…`. */
const extraGroups = config.getObject<string[]>("extraGroups") ?? [];

function server(name: string): alicloud.ecs.Instance {
  return new alicloud.ecs.Instance(name, {
    instanceName: name,
    imageId: config.get("imageId") ?? "aliyun_3_x64_20G_alibase_20240819.vhd",
    instanceType: config.get("instanceType") ?? "ecs.g7.large",
    securityGroups: [group.id, ...extraGroups],
    vswitchId: config.require("vswitchId"),
    systemDiskCategory: "cloud_essd",
    systemDiskSize: 40,
    tags: { project: "shop" },
  });
}

const servers = { first: server("web-1"), second: server("web-2") };

const data = new alicloud.ecs.EcsDisk("data", {
  diskName: "shop-data",
  category: "cloud_essd",
  size: config.getNumber("dataSize") ?? 100,
  zoneId: config.require("zoneId"),
});

new alicloud.ecs.EcsDiskAttachment("data-on-web-1", { diskId: data.id, instanceId: servers.first.id });

export const instanceIds = [servers.first.id, servers.second.id];
