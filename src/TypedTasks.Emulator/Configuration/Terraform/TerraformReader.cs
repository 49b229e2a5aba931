using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Terraform;

/// <summary>Reads the Service Bus entities of a plan or a state as <c>terraform show -json</c> writes it. Resources of other kinds are passed over.</summary>
internal static class TerraformReader
{
    private const string Prefix = "azurerm_servicebus_";

    // Of a namespace, and nothing of its queues and topics.
    private static readonly string[] Beside =
    [
        "namespace", "namespace_authorization_rule", "queue_authorization_rule", "topic_authorization_rule", "namespace_network_rule_set",
        "namespace_disaster_recovery_config", "namespace_customer_managed_key",
    ];

    public static bool IsPlan(JsonElement root) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format_version", out _);

    /// <exception cref="FormatException">Something is needed that is not known, or not supported.</exception>
    public static void Read(JsonElement root, ServiceBusEmulatorOptions options)
    {
        var plan = new TerraformPlan(root);
        var entities = new EntityCollection();
        foreach (var resource in plan.Resources)
        {
            if (!resource.Type.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            var kind = resource.Type[Prefix.Length..];
            if (!Beside.Contains(kind, StringComparer.Ordinal))
                Add(plan, resource, kind, entities);
        }

        entities.AddTo(options);
    }

    private static void Add(TerraformPlan plan, TerraformResource resource, string kind, EntityCollection entities)
    {
        var name = plan.Text(resource, "name");
        var settings = new SettingReader(resource.Address, TerraformSettings.Of(plan, resource));
        switch (kind)
        {
            case "queue":
                entities.Add(EntitySettings.Queue(name, settings));
                break;
            case "topic":
                entities.Add(EntitySettings.Topic(name, settings));
                break;
            case "subscription":
                entities.Add(resource.Address, plan.Topic(resource), EntitySettings.Subscription(name, settings));
                break;
            case "subscription_rule":
                var (topic, subscription) = plan.Subscription(resource);
                entities.Add(resource.Address, topic, subscription, EntitySettings.Rule(name, settings));
                break;
            default:
                throw new FormatException($"{resource.Address}: resources of the type '{resource.Type}' are not supported by this emulator.");
        }
    }
}
