using System.Text.Json;
using System.Xml;

namespace TypedTasks.Emulator.Configuration;

/// <summary>One object of the configuration that remembers what was asked for, so that the rest can be refused.</summary>
internal sealed class JsonNodeReader
{
    private readonly Dictionary<string, JsonElement> left = new(StringComparer.OrdinalIgnoreCase);

    public JsonNodeReader(JsonElement element, string path)
    {
        Path = path;
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{path} must be an object.");
        foreach (var property in element.EnumerateObject())
            if (!left.TryAdd(property.Name, property.Value))
                throw new FormatException($"{path} has '{property.Name}' twice.");
    }

    public string Path { get; }

    public FormatException Missing(string name) => new($"{Path}.{name} is missing.");

    public JsonNodeReader? Object(string name) => Take(name) is { } element ? new(element, $"{Path}.{name}") : null;

    /// <summary>Whether something is given, and not null.</summary>
    public bool Has(string name) => left.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null;

    public long? Long(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } element when element.TryGetInt64(out var number) => number,
        _ => throw Wrong(name, "a whole number"),
    };

    public List<long> Numbers(string name)
    {
        if (Take(name) is not { } element)
            return [];
        if (element.ValueKind != JsonValueKind.Array)
            throw Wrong(name, "an array of whole numbers");
        return [.. element.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) ? number : throw Wrong(name, "an array of whole numbers"))];
    }

    public void Skip(string name) => left.Remove(name);

    public IEnumerable<JsonNodeReader> Array(string name)
    {
        if (Take(name) is not { } element)
            return [];
        if (element.ValueKind != JsonValueKind.Array)
            throw Wrong(name, "an array");
        return element.EnumerateArray().Select((item, index) => new JsonNodeReader(item, $"{Path}.{name}[{index}]")).ToList();
    }

    public string? Text(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } element => element.GetString(),
        _ => throw Wrong(name, "a text"),
    };

    /// <summary>The name of an entity; the official file writes an empty text for none.</summary>
    public string? Name(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Take(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "true or false"),
    };

    public int? Number(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } element when element.TryGetInt32(out var number) => number,
        _ => throw Wrong(name, "a whole number"),
    };

    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text)
            return null;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            throw Wrong(name, "a duration such as PT1M");
        }
    }

    public Dictionary<string, object?> Values(string name)
    {
        var values = new Dictionary<string, object?>();
        if (Take(name) is not { } element)
            return values;
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong(name, "an object");
        foreach (var property in element.EnumerateObject())
        {
            values[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number when property.Value.TryGetInt64(out var whole) => whole,
                JsonValueKind.Number => property.Value.GetDouble(),
                _ => throw Wrong($"{name}.{property.Name}", "a text, a number, true or false"),
            };
        }

        return values;
    }

    /// <summary>Refuses what nobody asked for.</summary>
    public void Close()
    {
        if (left.Count > 0)
            throw new FormatException($"{Path}.{left.Keys.First()} is not supported by this emulator.");
    }

    private JsonElement? Take(string name) =>
        left.Remove(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private FormatException Wrong(string name, string wanted) => new($"{Path}.{name} must be {wanted}.");
}
