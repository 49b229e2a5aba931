namespace TypedTasks.Emulator.Entities;

/// <summary>An entity as clients write it: a path or a URL, with an optional sub-queue and management node.</summary>
internal readonly record struct EntityAddress(string Entity, SubQueue SubQueue, bool IsManagement)
{
    private const string Management = "/$management";
    private const string Transfer = "/$transfer";
    private const string DeadLetter = "/$deadletterqueue";
    private const string Subscriptions = "/subscriptions/";

    /// <summary>The whole path, as errors and claims name it.</summary>
    public string Path => SubQueue switch
    {
        SubQueue.DeadLetter => Entity + "/$DeadLetterQueue",
        SubQueue.TransferDeadLetter => Entity + "/$Transfer/$DeadLetterQueue",
        _ => Entity,
    };

    /// <summary>The topic, where the entity is a subscription.</summary>
    public string? Topic => Split is var at and > 0 ? Entity[..at] : null;

    public string? Subscription => Split is var at and > 0 ? Entity[(at + Subscriptions.Length)..] : null;

    private int Split => Entity.LastIndexOf(Subscriptions, StringComparison.OrdinalIgnoreCase);

    public static EntityAddress Parse(string address)
    {
        var path = StripHost(address).Trim('/');
        var management = Cut(ref path, Management) || path.Equals(Management[1..], StringComparison.OrdinalIgnoreCase);
        var dead = Cut(ref path, DeadLetter);
        var transfer = dead && Cut(ref path, Transfer);
        return new(path, transfer ? SubQueue.TransferDeadLetter : dead ? SubQueue.DeadLetter : SubQueue.None, management);
    }

    public static string StripHost(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return address;
        var slash = address.IndexOf('/', scheme + 3);
        return slash < 0 ? "" : address[(slash + 1)..];
    }

    private static bool Cut(ref string path, string suffix)
    {
        if (!path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            return false;
        path = path[..^suffix.Length];
        return true;
    }
}
