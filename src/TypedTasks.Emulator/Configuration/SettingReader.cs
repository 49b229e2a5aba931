using System.Globalization;
using System.Xml;

namespace TypedTasks.Emulator.Configuration;

/// <summary>
/// The settings of one entity as they were resolved, by the names that Azure's templates give them. It remembers what was
/// asked for, so that the rest can be refused, and says which value is needed and not known.
/// </summary>
internal sealed class SettingReader(string owner, IEnumerable<KeyValuePair<string, object?>> settings)
{
    /// <summary>What the service calls for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.MaxValue;

    private readonly Dictionary<string, object?> left = new(settings, StringComparer.OrdinalIgnoreCase);

    public string Owner => owner;

    public string? Text(string name) => Take(name) switch
    {
        null => null,
        string text => text,
        _ => throw Wrong(name, "a text"),
    };

    /// <summary>The name of an entity; an empty text is none.</summary>
    public string? Target(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Take(name) switch
    {
        null => false,
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        _ => throw Wrong(name, "true or false"),
    };

    public long? Number(string name) => Take(name) switch
    {
        null => null,
        long number => number,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Wrong(name, "a whole number"),
    };

    public int? Count(string name) => Number(name) is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
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

    /// <summary>A duration of which the longest one means none.</summary>
    public TimeSpan? Limit(string name) => Duration(name) is { } limit && limit != Longest ? limit : null;

    public EntityStatus Status(string name) => Text(name) switch
    {
        null or "" => EntityStatus.Active,
        var text when Enum.TryParse<EntityStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status) => status,
        _ => throw Wrong(name, "Active, Disabled, SendDisabled or ReceiveDisabled"),
    };

    public SettingReader? Object(string name) => Take(name) switch
    {
        null => null,
        IEnumerable<KeyValuePair<string, object?>> inner => new($"{owner}: '{name}'", inner),
        _ => throw Wrong(name, "an object"),
    };

    /// <summary>Texts, numbers, true and false by name, as a filter compares them.</summary>
    public Dictionary<string, object?> Values(string name)
    {
        var values = new Dictionary<string, object?>();
        if (Take(name) is not { } found)
            return values;
        foreach (var (key, value) in found as IEnumerable<KeyValuePair<string, object?>> ?? throw Wrong(name, "an object"))
        {
            values[key] = Known($"{name}.{key}", value) switch
            {
                string or bool or long or double => value,
                _ => throw Wrong($"{name}.{key}", "a text, a number, true or false"),
            };
        }

        return values;
    }

    /// <summary>Passes over what changes nothing here, known or not.</summary>
    public void Skip(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            left.Remove(name);
    }

    /// <summary>Refuses what is wanted and not to be had here.</summary>
    public void RefuseFlag(string name)
    {
        if (Flag(name))
            throw new FormatException($"{owner}: '{name}' is not supported by this emulator.");
    }

    /// <summary>Refuses what nobody asked for; what is null was never set.</summary>
    public void Close()
    {
        if (left.FirstOrDefault(static setting => setting.Value is not null) is { Key: { } name })
            throw new FormatException($"{owner}: '{name}' is not supported by this emulator.");
    }

    public FormatException Missing(string name) => new($"{owner}: '{name}' is missing.");

    private FormatException Wrong(string name, string wanted) => new($"{owner}: '{name}' must be {wanted}.");

    private object? Take(string name) => left.Remove(name, out var value) ? Known(name, value) : null;

    private object? Known(string name, object? value) => value is Unknown unknown
        ? throw new FormatException($"{owner}: '{name}' is not known before a deployment: {unknown.Reason}.")
        : value;
}
