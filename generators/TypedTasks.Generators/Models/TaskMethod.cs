using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Models;

/// <summary>A method marked <c>[Task]</c>.</summary>
/// <param name="Name">The name of the method.</param>
/// <param name="TaskName">The name on the wire.</param>
/// <param name="Aliases">Names on the wire that it had before.</param>
/// <param name="Queue">The queue, or null for the default.</param>
/// <param name="MaxRetries">How often a failed run is repeated, or -1.</param>
/// <param name="IsIdempotent">Whether a second run does no harm.</param>
/// <param name="RateLimit">How often runs may start, or null.</param>
/// <param name="MaxConcurrency">How many runs may be under way, or 0.</param>
/// <param name="IsPublic">Whether other assemblies may call the factory.</param>
/// <param name="IsStatic">Whether no instance is needed.</param>
/// <param name="Contract">The interface as C# that it is called through, or null.</param>
/// <param name="Returns">How the result comes.</param>
/// <param name="Result">The type of the result as C#.</param>
/// <param name="Parameters">All parameters.</param>
/// <param name="Forms">The factories that are generated: bit k stands for the one that leaves out k arguments.</param>
/// <param name="DocumentationId">The method's documentation id.</param>
/// <param name="IsDocumented">Whether the user wrote a documentation comment.</param>
/// <param name="Warnings">Attributes as C# that tell callers something, and so are handed on.</param>
internal sealed record TaskMethod(
    string Name,
    string TaskName,
    EquatableArray<string> Aliases,
    string? Queue,
    int MaxRetries,
    bool IsIdempotent,
    string? RateLimit,
    int MaxConcurrency,
    bool IsPublic,
    bool IsStatic,
    string? Contract,
    ReturnKind Returns,
    string Result,
    EquatableArray<TaskParameter> Parameters,
    int Forms,
    string DocumentationId,
    bool IsDocumented,
    EquatableArray<string> Warnings)
{
    /// <summary>Whether views leave its result out.</summary>
    public bool IsResultSensitive { get; init; }

    /// <summary>What starts it by the clock.</summary>
    public EquatableArray<TaskSchedule> Schedules { get; init; }

    public string Identifier => CSharpText.Identifier(Name);

    /// <summary>Whether it returns a signature that takes the place of the step.</summary>
    public bool IsReplaced => Returns is ReturnKind.Signature or ReturnKind.AwaitableSignature;

    public bool Awaits => Returns is ReturnKind.Awaitable or ReturnKind.AwaitableValue or ReturnKind.AwaitableSignature;

    public string Access => IsPublic ? "public" : "internal";

    public IEnumerable<TaskParameter> Required => Parameters.Where(static p => p.Kind == ParameterKind.Required);

    public IEnumerable<TaskParameter> Data => Parameters.Where(static p => p.IsData);
}
