import type { ClusterArgs, ClusterState } from "@pulumi/alicloud/emrv2";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:emrv2/cluster:Cluster`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const emrClusterSchema = {
  applicationConfigs: {
    flags: "Set optional",
    block: {
      applicationName: "String required",
      configDescription: "String optional",
      configFileName: "String required",
      configItemKey: "String required",
      configItemValue: "String required",
      configScope: "String optional",
      nodeGroupId: "String optional",
      nodeGroupName: "String optional",
    },
  },
  applications: "Set required forceNew",
  bootstrapScripts: {
    flags: "List optional",
    block: {
      executionFailStrategy: "String required",
      executionMoment: "String required",
      nodeSelector: {
        flags: "Set required maxItems=1",
        block: {
          nodeGroupId: "String optional deprecated",
          nodeGroupIds: "List optional",
          nodeGroupName: "String optional deprecated",
          nodeGroupNames: "List optional",
          nodeGroupTypes: "List optional",
          nodeNames: "List optional",
          nodeSelectType: "String required",
        },
      },
      priority: "Int optional deprecated",
      scriptArgs: "String required",
      scriptName: "String required",
      scriptPath: "String required",
    },
  },
  clusterName: "String required",
  clusterType: "String required forceNew",
  deletionProtection: "Bool optional",
  deployMode: "String optional computed forceNew",
  logCollectStrategy: "String optional computed",
  nodeAttributes: {
    flags: "Set required forceNew",
    block: {
      dataDiskEncrypted: "Bool optional computed forceNew",
      dataDiskKmsKeyId: "String optional computed forceNew",
      keyPairName: "String required forceNew",
      ramRole: "String required forceNew",
      securityGroupId: "String required forceNew",
      systemDiskEncrypted: "Bool optional forceNew",
      systemDiskKmsKeyId: "String optional forceNew",
      vpcId: "String required forceNew",
      zoneId: "String required forceNew",
    },
  },
  nodeGroups: {
    flags: "List required",
    block: {
      ackConfig: {
        flags: "List optional maxItems=1",
        block: {
          ackInstanceId: "String required",
          customAnnotations: {
            flags: "Set optional",
            block: {
              key: "String required",
              value: "String optional",
            },
          },
          customLabels: {
            flags: "Set optional",
            block: {
              key: "String required",
              value: "String optional",
            },
          },
          limitCpu: "Float required",
          limitMemory: "Float required",
          namespace: "String required",
          nodeAffinity: "String optional",
          nodeSelectors: {
            flags: "Set optional",
            block: {
              key: "String required",
              value: "String optional",
            },
          },
          podAffinity: "String optional",
          podAntiAffinity: "String optional",
          preStartCommands: "List optional",
          pvcs: {
            flags: "List optional",
            block: {
              dataDiskSize: "Int required",
              dataDiskStorageClass: "String required",
              name: "String required",
              path: "String required",
            },
          },
          requestCpu: "Float required",
          requestMemory: "Float required",
          tolerations: {
            flags: "List optional",
            block: {
              effect: "String optional",
              key: "String optional",
              operator: "String optional",
              value: "String optional",
            },
          },
          volumeMounts: {
            flags: "List optional",
            block: {
              name: "String required",
              path: "String required",
            },
          },
          volumes: {
            flags: "List optional",
            block: {
              name: "String required",
              path: "String required",
              type: "String required",
            },
          },
        },
      },
      additionalSecurityGroupIds: "Set optional",
      autoScalingPolicy: {
        flags: "List optional maxItems=1",
        block: {
          constraints: {
            flags: "List optional maxItems=1",
            block: {
              maxCapacity: "Int optional",
              minCapacity: "Int optional",
            },
          },
          scalingRules: {
            flags: "List optional",
            block: {
              activityType: "String required",
              adjustmentType: "String optional",
              adjustmentValue: "Int required",
              metricsTrigger: {
                flags: "List optional maxItems=1",
                block: {
                  conditionLogicOperator: "String optional",
                  conditions: {
                    flags: "List optional",
                    block: {
                      comparisonOperator: "String required",
                      metricName: "String required",
                      statistics: "String required",
                      tags: {
                        flags: "List optional",
                        block: {
                          key: "String required",
                          value: "String optional",
                        },
                      },
                      threshold: "Float required",
                    },
                  },
                  coolDownInterval: "Int optional",
                  evaluationCount: "Int required",
                  timeConstraints: {
                    flags: "List optional",
                    block: {
                      endTime: "String optional",
                      startTime: "String optional",
                    },
                  },
                  timeWindow: "Int required",
                },
              },
              minAdjustmentValue: "Int optional",
              ruleName: "String required",
              timeTrigger: {
                flags: "List optional maxItems=1",
                block: {
                  endTime: "String optional",
                  launchExpirationTime: "Int optional",
                  launchTime: "String required",
                  recurrenceType: "String optional",
                  recurrenceValue: "String optional",
                  startTime: "String optional",
                },
              },
              triggerType: "String required",
            },
          },
        },
      },
      costOptimizedConfig: {
        flags: "Set optional maxItems=1",
        block: {
          onDemandBaseCapacity: "Int required",
          onDemandPercentageAboveBaseCapacity: "Int required",
          spotInstancePools: "Int required",
        },
      },
      dataDisks: {
        flags: "Set required",
        block: {
          category: "String required",
          count: "Int optional computed",
          performanceLevel: "String optional computed",
          size: "Int required",
        },
      },
      deploymentSetStrategy: "String optional computed",
      gracefulShutdown: "Bool optional computed",
      instanceTypes: "Set required",
      nodeCount: "Int required",
      nodeGroupName: "String required",
      nodeGroupType: "String required",
      nodeResizeStrategy: "String optional computed",
      paymentType: "String optional computed",
      privatePoolOptions: {
        flags: "Set optional maxItems=1",
        block: {
          matchCriteria: "String optional",
          privatePoolIds: "Set optional",
        },
      },
      spotBidPrices: {
        flags: "Set optional",
        block: {
          bidPrice: "Int required",
          instanceType: "String required",
        },
      },
      spotInstanceRemedy: "Bool optional computed",
      spotStrategy: "String optional",
      subscriptionConfig: {
        flags: "Set optional maxItems=1",
        block: {
          autoPayOrder: "Bool optional",
          autoRenew: "Bool optional",
          autoRenewDuration: "Int optional",
          autoRenewDurationUnit: "String optional",
          paymentDuration: "Int required",
          paymentDurationUnit: "String required",
        },
      },
      systemDisk: {
        flags: "Set required maxItems=1",
        block: {
          category: "String required",
          count: "Int optional computed",
          performanceLevel: "String optional computed",
          size: "Int required",
        },
      },
      vswitchIds: "Set optional",
      withPublicIp: "Bool optional computed",
    },
  },
  paymentType: "String optional computed",
  releaseVersion: "String required forceNew",
  resourceGroupId: "String optional computed",
  securityMode: "String optional computed",
  subscriptionConfig: {
    flags: "Set optional maxItems=1",
    block: {
      autoPayOrder: "Bool optional",
      autoRenew: "Bool optional",
      autoRenewDuration: "Int optional",
      autoRenewDurationUnit: "String optional",
      paymentDuration: "Int required",
      paymentDurationUnit: "String required",
    },
  },
  tags: "Map optional",
} as const satisfies SchemaOf<ClusterArgs & ClusterState>;
