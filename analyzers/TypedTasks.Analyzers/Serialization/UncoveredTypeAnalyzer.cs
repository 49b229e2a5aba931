using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>TT2001: without reflection a type is known by a context or not at all.</summary>
public sealed class UncoveredTypeAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT2001";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A type is not covered by a JSON context",
        "{0} of task '{1}' needs {2}, which {3}, and reflection is off: the call throws when it is sent; add [JsonSerializable(typeof({2}))] to {4}",
        Rule.Serialization,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    /// <summary>The properties that a fix needs.</summary>
    internal const string Type = nameof(Type);

    private const string Reflection = "build_property.JsonSerializerIsReflectionEnabledByDefault";
    private const string Aot = "build_property.PublishAot";

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (!IsReflectionOff(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions))
            return;
        var coverage = new Lazy<JsonCoverage>(() => new JsonCoverage(start.Compilation.Assembly));
        OnTask(start, known, (context, method, _) =>
        {
            foreach (var parameter in method.Parameters.Where(ParameterKinds.IsData))
                Check(context, method, parameter.Type, $"Parameter '{parameter.Name}'", parameter.Locations[0], coverage.Value);
            if (ContractReader.Result(method) is { } result)
                Check(context, method, result, "The result", method.Locations[0], coverage.Value);
        });
    }

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method, ITypeSymbol type, string what, Location place, JsonCoverage coverage)
    {
        foreach (var needed in JsonForms.Needed(type).Where(t => !coverage.Has(t)))
        {
            var name = ContractReader.Spell(needed.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                place,
                ImmutableDictionary<string, string?>.Empty.Add(Type, name),
                what,
                method.Name,
                name,
                coverage.Contexts.Count == 0 ? "no context knows, because none is named by [assembly: TaskJsonContext]" : "no context knows",
                coverage.Contexts.Count == 0 ? "a new one" : $"'{coverage.Contexts[0].Name}'"));
        }
    }

    private static bool IsReflectionOff(AnalyzerConfigOptions options) =>
        options.TryGetValue(Reflection, out var reflection) && reflection.Length > 0
            ? reflection.Equals("false", StringComparison.OrdinalIgnoreCase)
            : options.TryGetValue(Aot, out var aot) && aot.Equals("true", StringComparison.OrdinalIgnoreCase);
}
