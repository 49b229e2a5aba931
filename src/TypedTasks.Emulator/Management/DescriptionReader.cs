using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace TypedTasks.Emulator.Management;

/// <summary>One description that remembers what was asked for, so that the rest can be refused by name.</summary>
internal sealed class DescriptionReader
{
    private static readonly string[] Runtime =
    [
        "SizeInBytes", "MessageCount", "SubscriptionCount", "CountDetails", "CreatedAt", "UpdatedAt", "AccessedAt",
        "SqlFilterCount", "CorrelationFilterCount",
        "IsAnonymousAccessible", "EntityAvailabilityStatus", "FilteringMessagesBeforePublishing", "EnableSubscriptionPartitioning",
    ];

    private readonly Dictionary<string, XElement> left = new(StringComparer.Ordinal);
    private readonly string kind;

    public DescriptionReader(XElement root)
    {
        kind = root.Name.LocalName;
        foreach (var element in root.Elements())
        {
            if (!left.TryAdd(element.Name.LocalName, element))
                throw ManagementException.BadRequest($"The property '{element.Name.LocalName}' of the {kind} is given twice.");
        }
    }

    /// <summary>The properties that are repeated and mean nothing.</summary>
    public Dictionary<string, string> Inert { get; } = [];

    public XElement? Element(string name) => left.Remove(name, out var element) ? element : null;

    public string? Text(string name) => Element(name) is { Value.Length: > 0 } element ? element.Value : null;

    public bool Flag(string name, bool otherwise) => Read(name, text => XmlConvert.ToBoolean(text.Trim().ToLowerInvariant()), "true or false") ?? otherwise;

    public long? Number(string name) => Read(name, text => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), "a whole number");

    public TimeSpan? Duration(string name) => Read(name, XmlConvert.ToTimeSpan, "a duration such as PT1M");

    /// <summary>A duration of which the longest one means none.</summary>
    public TimeSpan? Limit(string name) => Duration(name) is { } limit && limit != TimeSpan.MaxValue ? limit : null;

    public long? Time(string name) =>
        Read(name, text => XmlConvert.ToDateTimeOffset(text).ToUnixTimeMilliseconds(), "a time such as 2026-01-31T12:00:00Z");

    public EntityStatus Status() => Text("Status") switch
    {
        null or "Active" => EntityStatus.Active,
        "Disabled" => EntityStatus.Disabled,
        "SendDisabled" => EntityStatus.SendDisabled,
        "ReceiveDisabled" => EntityStatus.ReceiveDisabled,
        var other => throw ManagementException.BadRequest($"The status '{other}' of the {kind} is not known."),
    };

    /// <summary>The name of an entity, which clients write as a URL.</summary>
    public string? Target(string name) => Text(name) is { } text ? Uri.UnescapeDataString(Entities.EntityAddress.StripHost(text)).Trim('/') : null;

    public void Repeat(string name)
    {
        if (Text(name) is { } text)
            Inert[name] = text;
    }

    /// <summary>Keeps an element with all that is in it.</summary>
    public void RepeatXml(string name)
    {
        if (Element(name) is { HasElements: true } element)
            Inert[name] = XmlText.Write(element);
    }

    /// <summary>Refuses what is wanted and not to be had here.</summary>
    public void RefuseFlag(string name)
    {
        if (Flag(name, false))
            throw ManagementException.BadRequest($"'{name}' is not supported by this emulator.");
    }

    /// <summary>Refuses what nobody asked for; what only the service writes is read over.</summary>
    public void Close()
    {
        foreach (var name in Runtime)
            left.Remove(name);
        if (left.Count > 0)
            throw ManagementException.BadRequest($"The property '{left.Keys.First()}' of the {kind} is not supported by this emulator.");
    }

    private T? Read<T>(string name, Func<string, T> parse, string wanted)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        try
        {
            return parse(text);
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            throw ManagementException.BadRequest($"The property '{name}' of the {kind} must be {wanted}.");
        }
    }
}
