using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Body;

/// <summary>TT3004: a schedule is kept by machines in other zones.</summary>
public sealed class LocalTimeAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT3004";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A schedule is given local time",
        "'{0}' is the time of this machine's zone, and '{1}' is kept by workers that may be in another, across changes to summer time: take UTC, or a DateTimeOffset with the zone that you mean",
        Rule.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        var options = known.Find("TypedTasks.OptionExtensions");
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                var method = call.TargetMethod;
                if (method.Name != "At" || !SymbolEqualityComparer.Default.Equals(method.ContainingType, options) || call.Arguments.Length != 2)
                    return;
                var value = call.Arguments[1].Value;
                if (Local(value) is { } local)
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, local.Syntax.GetLocation(), local.Syntax.ToString(), method.Name));
            },
            OperationKind.Invocation);
    }

    private static IOperation? Local(IOperation value)
    {
        var all = value.DescendantsAndSelf().ToList();
        if (all.Find(IsLocalClock) is { } clock)
            return clock;
        // A DateTime without a kind becomes one of this machine's zone when it is converted.
        var isUniversal = all.Exists(static o => o is IPropertyReferenceOperation { Property.Name: "UtcNow" or "UtcDateTime" } or IFieldReferenceOperation { Field.Name: "Utc" or "UnixEpoch" }
            or IInvocationOperation { TargetMethod.Name: "ToUniversalTime" });
        return isUniversal ? null : (all.Find(static o => o is IConversionOperation { OperatorMethod.Name: "op_Implicit", Type.Name: "DateTimeOffset", Operand.Type.Name: "DateTime" }) as IConversionOperation)?.Operand;
    }

    private static bool IsLocalClock(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Now" or "Today", ContainingType: { Name: "DateTime" or "DateTimeOffset" } } };
}
