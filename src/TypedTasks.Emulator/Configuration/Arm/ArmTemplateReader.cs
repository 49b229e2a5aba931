using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>
/// Reads the Service Bus entities of a template of Azure's Resource Manager, which is what <c>bicep build</c> writes: loops,
/// conditions, modules and expressions as far as they can be worked out without a deployment. What is needed and not known is
/// refused by name; resources of other kinds are passed over.
/// </summary>
internal sealed class ArmTemplateReader
{
    private const string Provider = "Microsoft.ServiceBus/namespaces";
    private const string Deployment = "Microsoft.Resources/deployments";
    private const int MaxDepth = 16;
    private const int MostEntities = 10_000;
    private const int MaxLabel = 200;

    // Of a namespace, and nothing of its queues and topics.
    private static readonly string[] Beside =
        ["", "authorizationRules", "networkRuleSets", "privateEndpointConnections", "disasterRecoveryConfigs", "migrationConfigurations", "ipfilterrules", "virtualnetworkrules"];

    private readonly EntityCollection entities = new();
    private readonly Marks marks = new();

    public static bool IsTemplate(JsonElement root) =>
        TemplateValue.Property(root, "$schema") is { ValueKind: JsonValueKind.String } schema
            ? schema.GetString()!.Contains("deploymentTemplate.json", StringComparison.OrdinalIgnoreCase)
            : TemplateValue.Property(root, "contentVersion") is not null && TemplateValue.Property(root, "resources") is not null;

    /// <param name="root">The template.</param>
    /// <param name="parameters">Values of its parameters as texts.</param>
    /// <param name="options">Where the entities go.</param>
    /// <exception cref="FormatException">Something is needed that is not known, or not supported.</exception>
    public static void Read(JsonElement root, IReadOnlyDictionary<string, string> parameters, ServiceBusEmulatorOptions options)
    {
        var reader = new ArmTemplateReader();
        var given = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in parameters)
        {
            if (TemplateValue.Property(root, "parameters") is not { } all || TemplateValue.Property(all, name) is not { } declared)
                throw new FormatException($"The template has no parameter '{name}'.");
            given[name] = TemplateParameter.Read(name, TemplateValue.Property(declared, "type")?.GetString(), text);
        }

        reader.ReadTemplate(new TemplateScope(root, given, "--parameter NAME=VALUE", reader.marks), root, depth: 0);
        reader.entities.AddTo(options);
    }

    private void ReadTemplate(TemplateScope scope, JsonElement template, int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException($"The template has deployments nested more than {MaxDepth} levels deep.");
        foreach (var resource in Resources(template))
            ReadResource(scope, resource, "", "", depth);
    }

    // With symbolic names they are members of an object, otherwise elements of an array.
    private static IEnumerable<JsonElement> Resources(JsonElement owner) => TemplateValue.Property(owner, "resources") switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } members => members.EnumerateObject().Select(static member => member.Value),
        _ => [],
    };

    private void ReadResource(TemplateScope scope, JsonElement resource, string parentType, string parentName, int depth)
    {
        if (TemplateValue.Property(resource, "type")?.GetString() is not { } type)
            return;
        if (parentType.Length > 0)
            type = $"{parentType}/{type}";
        var isOurs = type.StartsWith(Provider, StringComparison.OrdinalIgnoreCase) && (type.Length == Provider.Length || type[Provider.Length] == '/');
        var isDeployment = type.Equals(Deployment, StringComparison.OrdinalIgnoreCase);
        // Those that exist already are only pointed at.
        if ((!isOurs && !isDeployment) || TemplateValue.Property(resource, "existing") is { ValueKind: JsonValueKind.True })
            return;
        if (TemplateValue.Property(resource, "copy") is not { ValueKind: JsonValueKind.Object } loop)
        {
            ReadOne(scope, resource, type, parentName, isDeployment, depth);
            return;
        }

        var name = TemplateValue.Property(loop, "name")?.GetString() ?? "";
        var count = TemplateValue.Property(loop, "count") is { } number ? TemplateLoop.Count(number, scope) : new Unknown("a loop has no count");
        if (count is not long times)
            throw NotKnown($"The loop '{name}' ({type})", "count", (Unknown)count!);
        for (var i = 0L; i < times; i++)
        {
            scope.InLoop(name, i, () =>
            {
                ReadOne(scope, resource, type, parentName, isDeployment, depth);
                return true;
            });
        }
    }

    private void ReadOne(TemplateScope scope, JsonElement resource, string type, string parentName, bool isDeployment, int depth)
    {
        var label = $"{type}, '{Words(TemplateValue.Property(resource, "name"))}'";
        if (TemplateValue.Property(resource, "condition") is { } condition)
        {
            switch (marks.Resolve(TemplateValue.Read(condition, scope)))
            {
                case false: return;
                case true: break;
                case Unknown unknown: throw NotKnown(label, "condition", unknown);
                default: throw new FormatException($"{label}: 'condition' must be true or false.");
            }
        }

        if (isDeployment)
        {
            ReadDeployment(scope, resource, label, depth);
            return;
        }

        var name = Name(scope, resource, label);
        if (parentName.Length > 0)
            name = $"{parentName}/{name}";
        Add(scope, resource, type, name, label);
        foreach (var child in Resources(resource))
            ReadResource(scope, child, type, name, depth);
    }

    private void Add(TemplateScope scope, JsonElement resource, string type, string name, string label)
    {
        var kind = type.Length == Provider.Length ? "" : type[(Provider.Length + 1)..];
        // A queue may have slashes in its name: the last parts belong to it. A tilde is how the Resource Manager writes one.
        var parts = name.Split('/');
        switch (kind.ToLowerInvariant())
        {
            case "queues":
                var queue = Entity(label, parts, 1, int.MaxValue);
                entities.Add(EntitySettings.Queue(queue, Settings(scope, resource, $"The queue '{queue}'")));
                break;
            case "topics":
                var topic = Entity(label, parts, 1, int.MaxValue);
                entities.Add(EntitySettings.Topic(topic, Settings(scope, resource, $"The topic '{topic}'")));
                break;
            case "topics/subscriptions":
                var owner = $"The subscription '{Entity(label, parts, 2, 3)}'";
                entities.Add(owner, Entity(label, parts, 1, 2), EntitySettings.Subscription(Entity(label, parts, 2, 3), Settings(scope, resource, owner)));
                break;
            case "topics/subscriptions/rules":
                var rule = $"The rule '{Entity(label, parts, 3, 4)}'";
                entities.Add(rule, Entity(label, parts, 1, 2), Entity(label, parts, 2, 3), EntitySettings.Rule(Entity(label, parts, 3, 4), Settings(scope, resource, rule)));
                break;
            case var other when Beside.Contains(other, StringComparer.OrdinalIgnoreCase) || other.EndsWith("/authorizationrules", StringComparison.Ordinal):
                // The one key of the emulator has all rights.
                break;
            default:
                throw new FormatException($"{label}: resources of this type are not supported by this emulator.");
        }

        if (entities.Count > MostEntities)
            throw new FormatException($"The template makes more than {MostEntities} entities.");
    }

    private string Entity(string label, string[] parts, int from, int to)
    {
        if (parts.Length <= from || (to != int.MaxValue && parts.Length < to))
        {
            throw marks.Resolve(string.Join('/', parts)) is Unknown missing
                ? NotKnown(label, "name", missing)
                : new FormatException($"{label}: its name has too few parts for its type.");
        }

        var name = string.Join('/', parts[from..Math.Min(to, parts.Length)]).Replace('~', '/');
        return marks.Resolve(name) is Unknown unknown ? throw NotKnown(label, "name", unknown) : name;
    }

    private static string Name(TemplateScope scope, JsonElement resource, string label) => TemplateValue.Property(resource, "name") is { } name
        ? TemplateValue.Read(name, scope) switch
        {
            string text => text,
            Unknown unknown => scope.Marks.Mark(unknown),
            _ => throw new FormatException($"{label}: 'name' must be a text."),
        }
        : throw new FormatException($"{label}: 'name' is missing.");

    private SettingReader Settings(TemplateScope scope, JsonElement resource, string owner)
    {
        var properties = TemplateValue.Property(resource, "properties") is { } found ? marks.Resolve(TemplateValue.Read(found, scope)) : null;
        return properties switch
        {
            null => new(owner, []),
            Dictionary<string, object?> members => new(owner, members),
            Unknown unknown => throw NotKnown(owner, "properties", unknown),
            _ => throw new FormatException($"{owner}: 'properties' must be an object."),
        };
    }

    private void ReadDeployment(TemplateScope scope, JsonElement resource, string label, int depth)
    {
        if (TemplateValue.Property(resource, "properties") is not { } properties)
            return;
        if (TemplateValue.Property(properties, "template") is not { ValueKind: JsonValueKind.Object } template)
            throw new FormatException($"{label}: a template that lies elsewhere cannot be read: put it into this one.");
        var isInner = TemplateValue.Property(properties, "expressionEvaluationOptions") is { } how
            && TemplateValue.Property(how, "scope")?.GetString()?.Equals("inner", StringComparison.OrdinalIgnoreCase) == true;
        if (!isInner)
        {
            ReadTemplate(scope, template, depth + 1);
            return;
        }

        var given = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (TemplateValue.Property(properties, "parameters") is { ValueKind: JsonValueKind.Object } parameters)
        {
            foreach (var parameter in parameters.EnumerateObject())
                given[parameter.Name] = TemplateValue.Property(parameter.Value, "value") is { } value
                    ? TemplateValue.Read(value, scope)
                    : new Unknown($"the parameter '{parameter.Name}' comes from a secret");
        }

        ReadTemplate(new TemplateScope(template, given, "", marks), template, depth + 1);
    }

    private static string Words(JsonElement? name)
    {
        var text = name is { ValueKind: JsonValueKind.String } given ? given.GetString()! : "?";
        return text.Length <= MaxLabel ? text : text[..MaxLabel] + "...";
    }

    private static FormatException NotKnown(string owner, string what, Unknown unknown) =>
        new($"{owner}: '{what}' is not known before a deployment: {unknown.Reason}.");
}
