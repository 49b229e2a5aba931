using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Composition;

/// <summary>What stands around two steps that do not fit.</summary>
/// <param name="Model">The file.</param>
/// <param name="Known">The runtime's types.</param>
/// <param name="Earlier">The steps before them, from the beginning of the pipeline.</param>
/// <param name="IsInWords">Whether they are put together by a call, which needs no operator.</param>
internal sealed record Scene(SemanticModel Model, KnownTypes Known, IReadOnlyList<Side> Earlier, bool IsInWords)
{
    private static readonly string[] Extensions =
    [
        "TypedTasks.OptionExtensions", "TypedTasks.ScopeExtensions", "TypedTasks.SettledExtensions", "TypedTasks.SettledTupleExtensions", "TypedTasks.SignatureExtensions",
        "TypedTasks.TupleExtensions", "TypedTasks.TurnExtensions", "TypedTasks.UniqueExtensions", "TypedTasks.DiagramExtensions",
    ];

    /// <summary>What hands a result on, as the user writes it there.</summary>
    public string Piping => IsInWords ? ".Then" : "|";

    /// <summary>What runs a step without the result before it, as the user writes it there.</summary>
    public string Ignoring => IsInWords ? ".ThenIgnoringResult" : ">>";

    /// <summary>Whether the operators and words that are extensions are seen at a place.</summary>
    public static bool IsImported(SemanticModel model, int position, KnownTypes known) =>
        model.LookupNamespacesAndTypes(position, name: known.Complete.Name).Contains(known.Complete, SymbolEqualityComparer.Default);

    /// <summary>Whether a signature, or a tuple of them, has such a word where the namespace is imported.</summary>
    public static bool IsWord(string name, KnownTypes known) => Array.Exists(Extensions, e => known.Find(e)?.GetMembers(name).IsEmpty == false);

    public bool IsImportedAt(SyntaxNode place) => IsImported(Model, place.SpanStart, Known);
}
