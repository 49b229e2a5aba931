using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0019: an attribute that a reader takes for <c>[FromServices]</c>, and that nobody else does.</summary>
public sealed class ServiceLookAlikeAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0019";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "An attribute only looks like [FromServices]",
        "[{0}] on parameter '{1}' of {2} is {3}, which says nothing here: {4}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    private static readonly ImmutableDictionary<string, string?> Service =
        ImmutableDictionary<string, string?>.Empty.Add(TaskParameterAnalyzer.IsService, "true");

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        OnTask(start, known, static (context, method, _) =>
        {
            foreach (var parameter in method.Parameters)
            {
                if (ServiceMark.Of(parameter) is not { IsKnown: false } mark)
                    continue;
                Report(context, parameter, $"task '{method.Name}'", mark, mark.IsKeyed
                    ? "the parameter is data and travels in every message; write [FromKeyedServices(…)] of the container itself"
                    : "the parameter is data and travels in every message; write [TypedTasks.FromServices]");
            }
        });
        OnTaskClass(start, known, static (context, type, tasks) =>
        {
            if (tasks.All(static t => t.IsStatic) || TaskConstructor.Find(type) is not { } constructor)
                return;
            foreach (var parameter in constructor.Parameters)
            {
                if (ServiceMark.Of(parameter) is { IsKnown: false, IsKeyed: true } mark)
                    Report(context, parameter, $"the constructor of '{type.Name}'", mark, "the worker asks for the service without a key; write [FromKeyedServices(…)] of the container itself");
            }
        });
    }

    private static void Report(SymbolAnalysisContext context, IParameterSymbol parameter, string owner, ServiceMark mark, string advice)
    {
        var type = mark.Attribute.AttributeClass!;
        const string Suffix = "Attribute";
        var name = type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - Suffix.Length) : type.Name;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            mark.Attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? parameter.Locations[0],
            mark.IsKeyed ? ImmutableDictionary<string, string?>.Empty : Service,
            name,
            parameter.Name,
            owner,
            type.ToDisplayString(),
            advice));
    }
}
