using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Shape;

/// <summary>A factory as the generator would write it: the leading required parameters are left out.</summary>
/// <param name="Task">The task.</param>
/// <param name="Missing">The parameters left out.</param>
/// <param name="Given">The parameters of the factory.</param>
internal sealed record FactoryForm(IMethodSymbol Task, IReadOnlyList<IParameterSymbol> Missing, IReadOnlyList<IParameterSymbol> Given)
{
    private static readonly SymbolDisplayFormat Unannotated =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>What the compiler tells overloads apart by.</summary>
    public string Key { get; } = KeyOf(Given);

    public static string KeyOf(IEnumerable<IParameterSymbol> parameters) =>
        string.Join(", ", parameters.Select(static p => p.Type.ToDisplayString(Unannotated)));

    /// <summary>Every form, the complete one first; the generator leaves some of them out.</summary>
    public static IEnumerable<FactoryForm> Of(IMethodSymbol task)
    {
        var data = task.Parameters.Where(IsData).ToList();
        var required = data.Where(IsRequired).ToList();
        for (var missing = 0; missing <= required.Count; missing++)
        {
            var left = required.Take(missing).ToList();
            yield return new FactoryForm(task, left, [.. data.Where(p => !left.Contains(p, SymbolEqualityComparer.Default))]);
        }
    }

    public static bool IsData(IParameterSymbol parameter) =>
        !(parameter.Type.Name is "CancellationToken" or "TaskContext")
        && !parameter.GetAttributes().Any(static a => a.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute");

    public static bool IsRequired(IParameterSymbol parameter) => !parameter.IsParams && !parameter.HasExplicitDefaultValue;

    public string Describe()
    {
        var given = $"{Task.Name}({string.Join(", ", Given.Select(static p => p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})";
        return Missing.Count == 0 ? $"the factory {given}" : $"the factory {given}, which leaves out {string.Join(", ", Missing.Select(static p => p.Name))}";
    }
}
