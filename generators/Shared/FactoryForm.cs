using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>One factory of a task: its leading required parameters, up to <paramref name="Missing"/>, are left out.</summary>
/// <param name="Task">The task.</param>
/// <param name="Missing">How many.</param>
/// <param name="Verdict">Whether it is generated.</param>
/// <param name="Rival">The form that it would equal, or null.</param>
internal sealed record FactoryForm(TaskCandidate Task, int Missing, FactoryVerdict Verdict = FactoryVerdict.Generated, FactoryForm? Rival = null)
{
    /// <summary>The parameters that are left out.</summary>
    public IEnumerable<IParameterSymbol> Left => Data(isLeft: true);

    /// <summary>The parameters of the factory.</summary>
    public IEnumerable<IParameterSymbol> Given => Data(isLeft: false);

    /// <summary>What the compiler tells overloads apart by.</summary>
    public string Key => KeyOf(Given);

    public static string KeyOf(IEnumerable<IParameterSymbol> parameters) =>
        string.Join(", ", parameters.Select(static p => SymbolNames.Key(p.Type)));

    private IEnumerable<IParameterSymbol> Data(bool isLeft)
    {
        var required = 0;
        for (var i = 0; i < Task.Kinds.Length; i++)
        {
            if (Task.Kinds[i].IsData() && isLeft == (Task.Kinds[i] == ParameterKind.Required && required++ < Missing))
                yield return Task.Method.Parameters[i];
        }
    }
}
