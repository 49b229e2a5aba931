using System.Text.Json;
using TypedTasks.Emulator.Configuration.Arm;

namespace TypedTasks.Emulator.Configuration.Terraform;

/// <summary>
/// A plan or a state: its resources, what is not known of them before they are made, and which of them belong together. A
/// subscription names its topic by an id that exists only after apply; the configuration within the plan says which one is meant.
/// </summary>
internal sealed class TerraformPlan
{
    private const string TopicType = "azurerm_servicebus_topic";
    private const string SubscriptionType = "azurerm_servicebus_subscription";
    private const int MaxDepth = 32;

    private readonly Dictionary<string, HashSet<string>> unknown = new(StringComparer.Ordinal);
    private readonly TerraformReferences references;

    public TerraformPlan(JsonElement root)
    {
        var values = Member(root, "planned_values") ?? Member(root, "values");
        if (values is not { } known || Member(known, "root_module") is not { } module)
            throw new FormatException("The plan has no values: write it with 'terraform show -json' of a plan file, or of the state.");
        var resources = new List<TerraformResource>();
        Collect(module, "", resources, 0);
        Resources = resources;
        references = new(root);
        if (Member(root, "resource_changes") is not { ValueKind: JsonValueKind.Array } changes)
            return;
        foreach (var change in changes.EnumerateArray())
        {
            if (Member(change, "address")?.GetString() is { } address && Member(change, "change") is { } detail
                && Member(detail, "after_unknown") is { ValueKind: JsonValueKind.Object } unknown)
            {
                this.unknown[address] = [.. unknown.EnumerateObject().Where(static value => value.Value.ValueKind == JsonValueKind.True).Select(static value => value.Name)];
            }
        }
    }

    public IReadOnlyList<TerraformResource> Resources { get; }

    /// <summary>What somebody wrote and nobody knows yet. What nobody wrote has the service's default, known or not.</summary>
    public IEnumerable<string> UnknownOf(TerraformResource resource) =>
        (unknown.GetValueOrDefault(resource.Address) ?? []).Where(name => references.IsWritten(resource, name));

    public string Text(TerraformResource resource, string name) => Member(resource.Values, name) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : throw new FormatException(UnknownOf(resource).Contains(name)
            ? $"{resource.Address}: '{name}' is not known before a deployment: it is known after apply."
            : $"{resource.Address}: '{name}' is missing.");

    /// <summary>The topic of a subscription.</summary>
    public string Topic(TerraformResource subscription)
    {
        if (Given(subscription, "topic_name") is { } name)
            return name;
        if (Given(subscription, "topic_id") is { } id)
            return Part(subscription, id, "topics");
        return Text(Owner(subscription, "topic_id", TopicType), "name");
    }

    /// <summary>The topic and the subscription of a rule.</summary>
    public (string Topic, string Subscription) Subscription(TerraformResource rule)
    {
        if (Given(rule, "topic_name") is { } topic && Given(rule, "subscription_name") is { } name)
            return (topic, name);
        if (Given(rule, "subscription_id") is { } id)
            return (Part(rule, id, "topics"), Part(rule, id, "subscriptions"));
        var owner = Owner(rule, "subscription_id", SubscriptionType);
        return (Topic(owner), Text(owner, "name"));
    }

    public static JsonElement? Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Given(TerraformResource resource, string name) => Member(resource.Values, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string Part(TerraformResource resource, string id, string kind)
    {
        var parts = id.Split('/');
        var at = Array.FindLastIndex(parts, part => part.Equals(kind, StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : throw new FormatException($"{resource.Address}: the id '{id}' names no part of {kind}.");
    }

    private TerraformResource Owner(TerraformResource resource, string attribute, string type)
    {
        var candidates = references.Of(resource, attribute, type)
            .SelectMany(target => Resources.Where(other => other.Type == type && IsIn(other, target.Module) && other.Name == target.Name && (target.Index is null || other.Index == target.Index)))
            .Distinct().ToList();
        // One for each, by the same key, which may be that of the module.
        var key = resource.Index ?? TerraformReferences.LastKey(resource.Module);
        if (candidates.Count > 1 && candidates.FindAll(other => (other.Index ?? TerraformReferences.LastKey(other.Module)) == key) is [var same])
            return same;
        return candidates switch
        {
            [var one] => one,
            [] => throw new FormatException($"{resource.Address}: '{attribute}' is not known before a deployment, and the plan does not say which resource it belongs to."),
            _ => throw new FormatException(
                $"{resource.Address}: '{attribute}' is not known before a deployment, and may be that of {string.Join(", ", candidates.Take(5).Select(static other => other.Address))}."),
        };
    }

    // The configuration may not say which of several modules it is.
    private static bool IsIn(TerraformResource resource, string module) =>
        resource.Module == module || TerraformReferences.WithoutKeys(resource.Module) == module;

    private static void Collect(JsonElement module, string address, List<TerraformResource> into, int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException($"The plan has modules nested more than {MaxDepth} levels deep.");
        if (Member(module, "resources") is { ValueKind: JsonValueKind.Array } resources)
        {
            foreach (var resource in resources.EnumerateArray())
            {
                // Data sources are only looked at.
                if (Member(resource, "mode")?.GetString() is not (null or "managed"))
                    continue;
                if (Member(resource, "type")?.GetString() is not { } type || Member(resource, "address")?.GetString() is not { } own)
                    continue;
                var index = Member(resource, "index") is { } key ? TextFunctions.Text(TemplateValue.Read(key, null)) : null;
                into.Add(new(own, address, type, Member(resource, "name")?.GetString() ?? "", index, Member(resource, "values") ?? default));
            }
        }

        if (Member(module, "child_modules") is not { ValueKind: JsonValueKind.Array } children)
            return;
        foreach (var child in children.EnumerateArray())
            Collect(child, Member(child, "address")?.GetString() ?? "", into, depth + 1);
    }
}
