using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>TT0012: a result travels as JSON, as arguments do.</summary>
public sealed class TaskResultAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT0012";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The result of a task must be data",
        "The result of task '{0}' cannot travel in a message: {1}",
        Rule.Shape,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTask(start, known, (context, method, _) =>
        {
            if (method is { MethodKind: MethodKind.Ordinary, ReturnsVoid: false } && (Explain(method) ?? Partial(method, known)) is { } reason)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, Place(method, context.CancellationToken), method.Name, reason));
        });

    private static string? Explain(IMethodSymbol method)
    {
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            return "it is returned by reference, and the next step runs elsewhere; return it by value";
        var type = method.ReturnType is INamedTypeSymbol { TypeArguments: [var inner] } awaitable && TaskResult.IsAwaitable(awaitable)
            ? inner
            : method.ReturnType;
        if (type is INamedTypeSymbol named && ReferenceEquals(type, method.ReturnType) is false && TaskResult.IsAwaitable(named))
            return $"{Read(method.ReturnType)} is awaited once only; await the inner one and return its result";
        if (TaskResult.IsAwaitable(type))
            return null;
        return type.Name == "IAsyncEnumerable" ? $"{Read(type)} is read while it runs; collect it and return an IReadOnlyList" : Undeliverable.ExplainType(type, isResult: true);
    }

    /// <summary>Of a signature that takes no place: one that misses something, or does not say what it yields.</summary>
    private static string? Partial(IMethodSymbol method, KnownTypes known) =>
        TaskResult.Of(method) is not null || TaskResult.Awaited(method) is not { SpecialType: SpecialType.None } type ? null
        : Side.OfType(type, "", known) is { Takes: { } missing }
            ? $"{Read(type)} is a partial signature, and a plan that a task returns takes no input; give it its argument, {Read(missing)}"
            : SymbolNames.IsOurs(type, "ISignature") || type.AllInterfaces.Any(static i => SymbolNames.IsOurs(i, "ISignature"))
                ? $"{Read(type)} does not say what it yields; return an ISignature<T>"
                : null;

    private static string Read(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static Location Place(IMethodSymbol method, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            ? declaration.ReturnType.GetLocation()
            : method.Locations[0];
}
