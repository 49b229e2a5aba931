using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>A loop that makes an array: of a variable, or of a property.</summary>
internal sealed class TemplateLoop(string name, JsonElement count, JsonElement input)
{
    /// <summary>As many as a template may ask for.</summary>
    public const int Most = 10_000;

    public string Name => name;

    /// <summary>The loops that stand in an object beside its other members.</summary>
    public static IEnumerable<TemplateLoop> Of(JsonElement owner, TemplateScope? scope)
    {
        if (scope is null || TemplateValue.Property(owner, "copy") is not { ValueKind: JsonValueKind.Array } loops)
            yield break;
        foreach (var loop in loops.EnumerateArray())
        {
            if (TemplateValue.Property(loop, "name")?.GetString() is { } name && TemplateValue.Property(loop, "count") is { } count && TemplateValue.Property(loop, "input") is { } input)
                yield return new(name, count, input);
        }
    }

    /// <summary>How often a loop runs; or why nobody knows.</summary>
    public static object? Count(JsonElement count, TemplateScope scope) => TemplateValue.Read(count, scope) switch
    {
        long number and >= 0 and <= Most => number,
        Unknown unknown => unknown,
        _ => new Unknown($"the count of a loop is not a whole number from 0 to {Most}"),
    };

    public object? Read(TemplateScope scope)
    {
        if (Count(count, scope) is not long times)
            return Count(count, scope);
        var values = new List<object?>();
        for (var i = 0L; i < times; i++)
            values.Add(scope.InLoop(name, i, () => TemplateValue.Read(input, scope)));
        return values;
    }
}
