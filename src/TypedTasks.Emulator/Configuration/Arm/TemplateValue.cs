using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Values of a template as they are once their expressions are worked out: texts, numbers, flags, lists and objects.</summary>
internal static class TemplateValue
{
    /// <summary>A member of an object; names ignore case.</summary>
    public static JsonElement? Property(JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object)
            return null;
        if (owner.TryGetProperty(name, out var exact))
            return exact;
        foreach (var property in owner.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        return null;
    }

    /// <summary>Works a value out; without a scope, it is what it says.</summary>
    public static object? Read(JsonElement element, TemplateScope? scope) => element.ValueKind switch
    {
        JsonValueKind.String when scope is null => element.GetString(),
        JsonValueKind.String => Text(element.GetString()!, scope),
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(item => Read(item, scope)).ToList(),
        JsonValueKind.Object => Members(element, scope),
        _ => null,
    };

    private static object? Text(string text, TemplateScope scope)
    {
        if (!ExpressionParser.IsExpression(text))
            return ExpressionParser.Plain(text);
        try
        {
            return ExpressionEvaluator.Evaluate(ExpressionParser.Parse(text), scope);
        }
        catch (FormatException broken)
        {
            return new Unknown(broken.Message);
        }
    }

    private static Dictionary<string, object?> Members(JsonElement element, TemplateScope? scope)
    {
        var members = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in element.EnumerateObject())
        {
            if (scope is null || property.Name != "copy" || property.Value.ValueKind != JsonValueKind.Array)
                members[property.Name] = Read(property.Value, scope);
        }

        foreach (var loop in TemplateLoop.Of(element, scope))
            members[loop.Name] = loop.Read(scope!);
        return members;
    }
}
