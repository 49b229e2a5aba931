namespace TypedTasks.Generated;

/// <summary>A task as client and worker know it.</summary>
/// <param name="name">The name on the wire.</param>
/// <param name="invoker">Reads the arguments, runs the method, and hands its result to the invocation; null for a contract, which another definition implements.</param>
public sealed class TaskDefinition(string name, TaskInvoker? invoker)
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Other names under which messages in flight may ask for it; not among them is <see cref="Name"/>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The method of the task, as <c>Namespace.Class.Method</c>, for messages that people read.</summary>
    public string Method { get; init; } = name;

    /// <summary>The method as its caller sees it in C#, such as <c>Thumbnail Resize(Photo photo, int width)</c>: without what the worker supplies. Null where nobody wrote it down.</summary>
    public string? Signature { get; init; }

    /// <summary>What travels, as in TaskContracts.txt: <c>photos.resize(photo: Gallery.Photo, width: int): Gallery.Thumbnail</c>. Null where nobody wrote it down.</summary>
    public string? Contract { get; init; }

    /// <summary>The queue that the task names, or null for the default.</summary>
    public string? Queue { get; init; }

    /// <summary>How often a failed run is repeated, or -1 for the worker's own setting.</summary>
    public int MaxRetries { get; init; } = -1;

    /// <summary>How often runs may start, or null for any number of times.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>How many runs may be under way at once; 0 for any number.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>The parameters that are marked <see cref="SensitiveAttribute"/>, by their names on the wire: views leave their arguments out.</summary>
    public IReadOnlyList<string> SensitiveParameters { get; init; } = [];

    /// <summary>Whether the result is marked <see cref="SensitiveAttribute"/>: views leave it out.</summary>
    public bool IsResultSensitive { get; init; }

    /// <summary>Whether a run needs a service scope.</summary>
    public bool NeedsServices { get; init; }

    /// <summary>Whether the application says the queue, and not the attribute: then calls that were composed with the queue of the attribute go to this one.</summary>
    internal bool IsRouted { get; private init; }

    /// <summary>The queue that the attribute names, where the application says another one: messages may still lie there.</summary>
    internal string? DeclaredQueue { get; private init; }

    /// <summary>The task as the application wants it.</summary>
    internal TaskDefinition With(string? queue, bool isRouted, int maxRetries, RateLimit? rateLimit, int maxConcurrency) => new(Name, Invoker)
    {
        Aliases = Aliases,
        Method = Method,
        Signature = Signature,
        Contract = Contract,
        Queue = queue,
        IsRouted = isRouted,
        DeclaredQueue = Queue,
        MaxRetries = maxRetries,
        RateLimit = rateLimit,
        MaxConcurrency = maxConcurrency,
        SensitiveParameters = SensitiveParameters,
        IsResultSensitive = IsResultSensitive,
        NeedsServices = NeedsServices,
    };

    /// <summary>Runs the task; null for a contract.</summary>
    public TaskInvoker? Invoker { get; } = invoker;
}
