using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0008: a task is an ordinary method with a body.</summary>
public sealed class NotAMethodAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0008";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A task must be an ordinary method",
        "{0} cannot be a task: {1}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        OnTask(start, known, static (context, method, _) =>
        {
            if (Explain(method) is { } reason)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], reason.What, reason.Advice));
        });
        start.RegisterOperationAction(
            context =>
            {
                var method = ((ILocalFunctionOperation)context.Operation).Symbol;
                if (SymbolNames.Task(method) is not null)
                    Report(context, method, $"The local function '{method.Name}'");
            },
            OperationKind.LocalFunction);
        start.RegisterOperationAction(
            context =>
            {
                var method = ((IAnonymousFunctionOperation)context.Operation).Symbol;
                if (SymbolNames.Task(method) is not null)
                    Report(context, method, "A lambda");
            },
            OperationKind.AnonymousFunction);
    }

    private static void Report(OperationAnalysisContext context, IMethodSymbol method, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, method.Locations[0], what, "a message can only reach a method of a class, so make it one"));

    private static (string What, string Advice)? Explain(IMethodSymbol method)
    {
        const string Move = "write a method of its own, and call it here";
        return method switch
        {
            { MethodKind: MethodKind.ExplicitInterfaceImplementation } =>
                ($"'{method.Name}'", "it implements an interface explicitly and has no name to call it by; " + Move),
            { AssociatedSymbol: { } owner } => ($"An accessor of '{owner.Name}'", Move),
            { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => ("An operator", Move),
            { MethodKind: not MethodKind.Ordinary } => ($"'{method.Name}'", Move),
            { ContainingType.CanBeReferencedByName: false } => ($"'{method.Name}'", "it stands in an extension block; make it a method of a class"),
            { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface } =>
                ($"'{method.Name}'", "it is a static member of an interface, which no class implements as an instance; leave static out, or move it to a class"),
            { IsAbstract: true, ContainingType.TypeKind: not TypeKind.Interface } =>
                ($"'{method.Name}'", "it is abstract, so there is nothing to run; mark a method that has a body"),
            _ => null,
        };
    }
}
