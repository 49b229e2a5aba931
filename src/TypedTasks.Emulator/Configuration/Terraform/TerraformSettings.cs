using System.Text.Json;
using TypedTasks.Emulator.Configuration.Arm;

namespace TypedTasks.Emulator.Configuration.Terraform;

/// <summary>The settings of a resource under the names that templates give them.</summary>
internal static class TerraformSettings
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["lock_duration"] = "lockDuration",
        ["max_delivery_count"] = "maxDeliveryCount",
        ["default_message_ttl"] = "defaultMessageTimeToLive",
        ["requires_duplicate_detection"] = "requiresDuplicateDetection",
        ["duplicate_detection_history_time_window"] = "duplicateDetectionHistoryTimeWindow",
        ["dead_lettering_on_message_expiration"] = "deadLetteringOnMessageExpiration",
        ["dead_lettering_on_filter_evaluation_error"] = "deadLetteringOnFilterEvaluationExceptions",
        ["requires_session"] = "requiresSession",
        ["forward_to"] = "forwardTo",
        ["forward_dead_lettered_messages_to"] = "forwardDeadLetteredMessagesTo",
        ["status"] = "status",
        ["auto_delete_on_idle"] = "autoDeleteOnIdle",
        ["max_size_in_megabytes"] = "maxSizeInMegabytes",
        ["max_message_size_in_kilobytes"] = "maxMessageSizeInKilobytes",
        ["partitioning_enabled"] = "enablePartitioning",
        ["enable_partitioning"] = "enablePartitioning",
        ["express_enabled"] = "enableExpress",
        ["enable_express"] = "enableExpress",
        ["batched_operations_enabled"] = "enableBatchedOperations",
        ["enable_batched_operations"] = "enableBatchedOperations",
        ["support_ordering"] = "supportOrdering",
        ["client_scoped_subscription_enabled"] = "isClientAffine",
        ["client_scoped_subscription"] = "clientAffineProperties",
        ["filter_type"] = "filterType",
        ["content_type"] = "contentType",
        ["correlation_id"] = "correlationId",
        ["label"] = "label",
        ["message_id"] = "messageId",
        ["reply_to"] = "replyTo",
        ["reply_to_session_id"] = "replyToSessionId",
        ["session_id"] = "sessionId",
        ["to"] = "to",
        ["properties"] = "properties",
    };

    // Which resource it is, and how long Terraform waits for it.
    private static readonly HashSet<string> Place = new(StringComparer.Ordinal)
    {
        "id", "name", "namespace_id", "namespace_name", "resource_group_name", "topic_id", "topic_name", "subscription_id", "subscription_name", "timeouts",
        "sql_filter_compatibility_level",
    };

    public static Dictionary<string, object?> Of(TerraformPlan plan, TerraformResource resource)
    {
        var settings = Renamed(resource.Values);
        // What is decided at the deployment is left out of the values.
        foreach (var name in plan.UnknownOf(resource))
        {
            if (Names.TryGetValue(name, out var known))
                settings[known] = new Unknown("it is known after apply");
            else if (!Place.Contains(name))
                settings[name] = new Unknown("it is known after apply");
        }

        return settings;
    }

    private static Dictionary<string, object?> Renamed(JsonElement values)
    {
        var settings = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (values.ValueKind != JsonValueKind.Object)
            return settings;
        foreach (var value in values.EnumerateObject())
        {
            if (Place.Contains(value.Name) || value.Value.ValueKind == JsonValueKind.Null)
                continue;
            switch (value.Name)
            {
                // Blocks of Terraform are lists of one, and a rule writes its expressions without an object around them.
                case "sql_filter" when value.Value.ValueKind == JsonValueKind.String:
                    settings["sqlFilter"] = Expression(value.Value);
                    break;
                case "action" when value.Value.ValueKind == JsonValueKind.String:
                    settings["action"] = Expression(value.Value);
                    break;
                case "correlation_filter" when value.Value.ValueKind == JsonValueKind.Array:
                    if (value.Value.GetArrayLength() > 0)
                        settings["correlationFilter"] = Renamed(value.Value[0]);
                    break;
                case "client_scoped_subscription":
                    break;
                default:
                    settings[Names.GetValueOrDefault(value.Name, value.Name)] = TemplateValue.Read(value.Value, null);
                    break;
            }
        }

        return settings;
    }

    private static Dictionary<string, object?> Expression(JsonElement text) => new(StringComparer.OrdinalIgnoreCase) { ["sqlExpression"] = text.GetString() };
}
