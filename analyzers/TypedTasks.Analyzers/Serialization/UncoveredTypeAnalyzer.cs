using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Composition;
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
        "{0} needs {1}, which {2}, and reflection is off: the call throws when it is sent; add [JsonSerializable(typeof({1}))] to {3}",
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

        OnEvent(start, (context, property, value) => Report(context.ReportDiagnostic, JsonForms.Needed(value).Where(t => !coverage.Value.Has(t)), ValueOf(property), property.Locations[0], coverage.Value));
        var inSignatures = new Lazy<HashSet<ITypeSymbol>>(() => InSignatures(known));
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (GivenInput.Of(call.TargetMethod, known) is not { } position || call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == position)?.Value is not { } input)
                    return;
                var unknown = Unknown(call.TargetMethod.Parameters[position].Type).Where(t => !coverage.Value.Has(t) && !inSignatures.Value.Contains(t));
                Report(context.ReportDiagnostic, unknown, $"The value '{Side.Shorten(input.Syntax)}'", input.Syntax.GetLocation(), coverage.Value);
            },
            OperationKind.Invocation);
    }

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method, ITypeSymbol type, string what, Location place, JsonCoverage coverage) =>
        Report(context.ReportDiagnostic, JsonForms.Needed(type).Where(t => !coverage.Has(t)), $"{what} of task '{method.Name}'", place, coverage);

    /// <summary>What has to be known of a value that no task need name: generated code writes the forms of what stands in signatures, and a tuple is given by its elements.</summary>
    private static IEnumerable<ITypeSymbol> Unknown(ITypeSymbol type) => JsonForms.Of(type) switch
    {
        JsonForm.BuiltIn => [],
        var form and (JsonForm.Tuple or JsonForm.Outcome) => JsonForms.Parts(type, form).SelectMany(Unknown),
        _ => [type],
    };

    private static HashSet<ITypeSymbol> InSignatures(KnownTypes known)
    {
        var found = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var task in known.Tasks.Seen)
        {
            foreach (var parameter in task.Parameters.Where(ParameterKinds.IsData))
                Add(parameter.Type);
            if (ContractReader.Result(task) is { } result)
                Add(result);
        }

        return found;

        void Add(ITypeSymbol type)
        {
            if (!found.Add(type))
                return;
            foreach (var part in JsonForms.Parts(type, JsonForms.Of(type)))
                Add(part);
        }
    }

    private static void Report(Action<Diagnostic> report, IEnumerable<ITypeSymbol> types, string what, Location place, JsonCoverage coverage)
    {
        foreach (var needed in types)
        {
            var name = ContractReader.Spell(needed.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
            report(Diagnostic.Create(
                Descriptor,
                place,
                ImmutableDictionary<string, string?>.Empty.Add(Type, name),
                what,
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
