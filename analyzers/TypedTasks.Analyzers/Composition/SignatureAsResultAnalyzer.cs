using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Composition;

/// <summary>TT1015: a signature, or the handle of a flow, is used as the result that it does not have yet.</summary>
public sealed class SignatureAsResultAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT1015";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A signature is used as its result",
        "{0}",
        Rule.Composition,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        start.RegisterOperationAction(
            context =>
            {
                var wait = (IAwaitOperation)context.Operation;
                if (wait.Type is { TypeKind: TypeKind.Error })
                    Report(context, wait.Operation.Syntax, wait.Operation.Type, known, null);
            },
            OperationKind.Await);
        start.RegisterOperationAction(c => Member(c, known), OperationKind.Invalid);
        start.RegisterOperationAction(c => Converted(c, ((IVariableInitializerOperation)c.Operation).Value, known), OperationKind.VariableInitializer);
        start.RegisterOperationAction(c => Converted(c, ((IReturnOperation)c.Operation).ReturnedValue, known), OperationKind.Return);
        start.RegisterOperationAction(c => Converted(c, ((ISimpleAssignmentOperation)c.Operation).Value, known), OperationKind.SimpleAssignment);
    }

    /// <summary>A member of the result, or one that a running task would have.</summary>
    private static void Member(OperationAnalysisContext context, KnownTypes known)
    {
        if (context.Operation.Syntax is not MemberAccessExpressionSyntax access
            || context.Operation.SemanticModel!.GetTypeInfo(access.Expression, context.CancellationToken).Type is not { } type
            || Result(type, known) is not { } result)
        {
            return;
        }

        var name = access.Name.Identifier.ValueText;
        if (name is "Result" or "Wait" or "GetAwaiter" or "ConfigureAwait")
            Report(context, access.Expression, type, known, null);
        else if (Has(result, name))
            Report(context, access.Expression, type, known, name);
    }

    private static bool Has(ITypeSymbol type, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (!t.GetMembers(name).IsEmpty)
                return true;
        }

        return type.AllInterfaces.Any(i => !i.GetMembers(name).IsEmpty);
    }

    /// <summary>A variable or a result of the type that will come out.</summary>
    private static void Converted(OperationAnalysisContext context, IOperation? value, KnownTypes known)
    {
        if (value is IConversionOperation { Conversion.Exists: false, Type: { } wanted, Operand: { Type: { } given } operand }
            && Result(given, known) is { } result
            && (SymbolEqualityComparer.Default.Equals(wanted, result) || context.Compilation.HasImplicitConversion(result, wanted)))
        {
            Report(context, operand.Syntax, given, known, null);
        }
    }

    /// <summary>What will come out of a complete signature or a handle.</summary>
    private static ITypeSymbol? Result(ITypeSymbol type, KnownTypes known) =>
        IsHandle(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : Side.OfType(type, "", known)?.Yields;

    private static bool IsHandle(ITypeSymbol type) => type is INamedTypeSymbol { Name: "TaskHandle", Arity: 1, ContainingNamespace.Name: "TypedTasks" };

    private static void Report(OperationAnalysisContext context, SyntaxNode place, ITypeSymbol? type, KnownTypes known, string? member)
    {
        if (type is null || Result(type, known) is not { } result)
            return;
        var text = Side.Shorten(Side.Unwrapped(place));
        var isHandle = IsHandle(type);
        var fact = isHandle
            ? $"'{text}' is the handle of a flow, and yields {Fit.Read(result)} when that has ended"
            : $"'{text}' is a signature, so nothing has run and there is no {Fit.Read(result)} yet";
        var advice = member is not null && !isHandle
            ? $"read '{member}' in a step that takes the {Fit.Read(result)}"
            : isHandle ? $"wait for it, await {Receiver(place)}.WaitAsync()"
            : Side.OfType(type, "", known) is { Takes: not null } ? "pipe a step into it, enqueue the whole, and wait for the result"
            : $"enqueue it and wait, await (await client.EnqueueAsync({text})).WaitAsync()";
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), $"{fact}: {advice}"));
    }

    private static string Receiver(SyntaxNode place) => Side.Unwrapped(place) is AwaitExpressionSyntax ? $"({Side.Shorten(Side.Unwrapped(place))})" : Side.Shorten(Side.Unwrapped(place));
}
