using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0021: a default of a class that implements a task, which no call ever uses.</summary>
public sealed class DifferentDefaultAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0021";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The defaults of a contract count",
        "'{0}' of '{1}' has the default {2} here and {3} in '{4}', which is the one that counts: write the same here, or none",
        Rule.Shape,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(
            static context =>
            {
                var type = (INamedTypeSymbol)context.Symbol;
                if (SymbolNames.TaskImplementation(type) is null)
                    return;
                foreach (var task in Implementation.Tasks(type, context.CancellationToken))
                {
                    if (type.FindImplementationForInterfaceMember(task.Method) is IMethodSymbol method)
                        Compare(context, task.Method, method);
                }
            },
            SymbolKind.NamedType);

    private static void Compare(SymbolAnalysisContext context, IMethodSymbol contract, IMethodSymbol method)
    {
        if (SymbolEqualityComparer.Default.Equals(contract, method))
            return;
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var (said, here) = (contract.Parameters[i], method.Parameters[i]);
            if (!here.HasExplicitDefaultValue || (said.HasExplicitDefaultValue && Equals(said.ExplicitDefaultValue, here.ExplicitDefaultValue)))
                continue;
            if (here.Locations.FirstOrDefault(static l => l.IsInSource) is { } place)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, place, here.Name, method.Name, Spell(here), said.HasExplicitDefaultValue ? Spell(said) : "none", contract.ContainingType.Name));
            }
        }
    }

    private static string Spell(IParameterSymbol parameter) => parameter.ExplicitDefaultValue switch
    {
        null => parameter.Type.IsValueType ? "default" : "null",
        var value => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) ?? "another",
    };
}
