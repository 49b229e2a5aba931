using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Body;

/// <summary>TT3002: a blocked thread is a slot that does nothing.</summary>
public sealed class BlockingWaitAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT3002";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task must not block its thread",
        "'{0}' blocks a thread of task '{1}' while it waits: {2}",
        Rule.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskBody(start, known, static (block, method) =>
        {
            block.RegisterOperationAction(
                context =>
                {
                    var call = (IInvocationOperation)context.Operation;
                    if (Describe(call) is { } advice)
                        Report(context, call.Syntax, call.TargetMethod.Name, advice);
                },
                OperationKind.Invocation);
            block.RegisterOperationAction(
                context =>
                {
                    var read = (IPropertyReferenceOperation)context.Operation;
                    if (read.Property is { Name: "Result" } property && IsTask(property.ContainingType) && !FollowsWhenAll(read))
                        Report(context, read.Syntax, "Result", "await it");
                },
                OperationKind.PropertyReference);

            void Report(OperationAnalysisContext context, SyntaxNode place, string name, string advice) =>
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), name, method.Name, advice));
        });

    private static string? Describe(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Wait" or "WaitAll" or "WaitAny", ContainingType: { } owner } when IsTask(owner) => "await it",
        { Name: "GetResult", ContainingType: { } owner } when IsAwaiter(owner) => "await it",
        { Name: "Sleep", ContainingType: { Name: "Thread" } owner } when owner.ContainingNamespace.ToDisplayString() == "System.Threading" => "await Task.Delay, or let the task be retried later",
        _ => null,
    };

    /// <summary>After Task.WhenAll the result is there and nothing waits.</summary>
    private static bool FollowsWhenAll(IPropertyReferenceOperation read)
    {
        IOperation root = read;
        while (root.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            root = parent;
        return root.Descendants().Any(o => o is IAwaitOperation { Operation: { } awaited }
            && o.Syntax.SpanStart < read.Syntax.SpanStart
            && awaited.DescendantsAndSelf().Any(static d => d is IInvocationOperation { TargetMethod.Name: "WhenAll" }));
    }

    private static bool IsTask(INamedTypeSymbol type) =>
        type.Name is "Task" or "ValueTask" && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool IsAwaiter(INamedTypeSymbol type) =>
        type.Name is "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter";
}
