import { notificationSchema } from "./live.ts";
import { z } from "./zod.ts";

const notificationIdSchema = z
  .string()
  .regex(/^\d{1,18}$/)
  .meta({ description: "Id of a notification" });

export const notificationQuerySchema = z.object({ before: notificationIdSchema.optional() });

export const notificationPageSchema = z.object({
  notifications: z.array(notificationSchema).meta({ description: "The newest first" }),
  unread: z.number().int(),
  next: z.string().nullable().meta({ description: "What to ask for as `before`; null at the end" }),
});
export type NotificationPage = z.infer<typeof notificationPageSchema>;

export const notificationsReadSchema = z.strictObject({
  upTo: notificationIdSchema.meta({ description: "The newest that was seen; it and all before it are read" }),
});
