using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1013: a task that must not run twice is told to be retried.</summary>
public sealed class RetriedTaskAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1013";

    private const string Option = "WithRetry";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task that is not idempotent is retried",
        "'{0}' is marked [Task(Idempotent = false)], and {1} runs it again when it fails, so that what the first run did is done twice: leave it out, or make a second run harmless and take the mark away",
        Rule.Composition,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        OnTask(start, known, static (context, method, attribute) =>
        {
            if (TaskSettings.IsIdempotent(attribute) || TaskSettings.MaxRetriesOf(attribute) <= 0)
                return;
            var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) as AttributeSyntax;
            var argument = syntax?.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "MaxRetries");
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, argument?.GetLocation() ?? method.Locations[0], method.Name, "MaxRetries"));
        });
        var options = known.Find("TypedTasks.OptionExtensions");
        start.RegisterOperationAction(
            context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (!IsRetry(call, options) || IsNever(call))
                    return;
                var task = Steps(call.Arguments[0].Value, options, known).FirstOrDefault();
                if (task is null)
                    return;
                var name = ((call.Syntax as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax)?.Name;
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, (name ?? call.Syntax).GetLocation(), task.Name, Option));
            },
            OperationKind.Invocation);
    }

    private static bool IsRetry(IInvocationOperation call, INamedTypeSymbol? options)
    {
        var method = call.TargetMethod;
        return method.Name == Option && SymbolEqualityComparer.Default.Equals(method.ContainingType, options) && call.Arguments.Length == 2;
    }

    /// <summary>Whether it says how often, and that is not at all.</summary>
    private static bool IsNever(IInvocationOperation call)
    {
        var policy = call.Arguments[1].Value;
        if (policy.ConstantValue is { HasValue: true, Value: 0 })
            return true;
        return policy.DescendantsAndSelf()
            .OfType<ISimpleAssignmentOperation>()
            .Any(static a => a.Target is IPropertyReferenceOperation { Property.Name: "MaxRetries" } && a.Value.ConstantValue is { HasValue: true, Value: 0 });
    }

    /// <summary>The tasks that must not run twice among the steps that the option reaches: one with an option of its own goes by that.</summary>
    private static IEnumerable<IMethodSymbol> Steps(IOperation operation, INamedTypeSymbol? options, KnownTypes known)
    {
        if (operation is IInvocationOperation call)
        {
            if (IsRetry(call, options))
                yield break;
            if (Task(call.TargetMethod, known) is { } task)
            {
                yield return task;
                yield break;
            }
        }

        var inner = operation is ILocalReferenceOperation local ? Initial(local) : operation.ChildOperations;
        foreach (var step in inner.SelectMany(o => Steps(o, options, known)))
            yield return step;
    }

    private static IEnumerable<IOperation> Initial(ILocalReferenceOperation local)
    {
        foreach (var reference in local.Local.DeclaringSyntaxReferences)
        {
            // A local cannot stand in its own initial value, so this ends.
            if (reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
                && !value.Span.Contains(local.Syntax.Span)
                && local.SemanticModel?.SyntaxTree == value.SyntaxTree
                && local.SemanticModel.GetOperation(value) is { } operation)
            {
                yield return operation;
            }
        }
    }

    private static IMethodSymbol? Task(IMethodSymbol factory, KnownTypes known) =>
        known.FormOf(factory) is { Task: var task } && !TaskSettings.IsIdempotent(task.Attribute) ? task.Method : null;
}
