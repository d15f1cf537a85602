import { disk } from "./disk";
import { diskAttachment } from "./diskAttachment";
import { image } from "./image";
import { instance } from "./instance";
import { instanceSet } from "./instanceSet";
import { keyPairAttachment } from "./keyPairAttachment";
import type { ResourceModel } from "./model";
import { snapshot } from "./snapshot";
import { snapshotGroup } from "./snapshotGroup";

const MODELS: readonly ResourceModel[] = [
  instance,
  instanceSet,
  disk,
  diskAttachment,
  keyPairAttachment,
  snapshot,
  snapshotGroup,
  image,
];

const byType: ReadonlyMap<string, ResourceModel> = new Map(
  MODELS.flatMap((model) => model.types.map((type) => [type, model] as const)),
);

/** How the provider turns changes of this type into ECS API calls; undefined: a type that is not in the map. */
export const modelOf = (type: string): ResourceModel | undefined => byType.get(type);

export const MAPPED_TYPES: readonly string[] = [...byType.keys()];
