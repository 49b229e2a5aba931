using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedTasks.Analyzers.Body;

/// <summary>TT3001: a step that is cancelled should stop what it waits for.</summary>
public sealed class TokenNotForwardedAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT3001";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "The CancellationToken is not handed on",
        "'{0}' can be cancelled, but task '{1}' does not hand '{2}' on: when the flow is cancelled, or the worker stops, the step goes on waiting",
        Rule.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    /// <summary>The properties that a fix needs.</summary>
    internal const string Token = nameof(Token);

    internal const string Parameter = nameof(Parameter);

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        OnTaskBody(start, known, static (block, method) =>
        {
            if (method.Parameters.FirstOrDefault(Is) is not { } token)
                return;
            block.RegisterOperationAction(
                context =>
                {
                    var call = (IInvocationOperation)context.Operation;
                    if (call.IsImplicit || IsInside(call) || Forgotten(call, method.ContainingType, context.Compilation) is not { } parameter)
                        return;
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptor,
                        call.Syntax.GetLocation(),
                        ImmutableDictionary<string, string?>.Empty.Add(Token, token.Name).Add(Parameter, parameter),
                        call.TargetMethod.Name,
                        method.Name,
                        token.Name));
                },
                OperationKind.Invocation);
        });

    /// <summary>The parameter that could take the token; empty when it comes last in an overload.</summary>
    private static string? Forgotten(IInvocationOperation call, INamedTypeSymbol place, Compilation compilation)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && Is(parameter))
                return argument.ArgumentKind == ArgumentKind.DefaultValue ? parameter.Name : null;
        }

        var target = call.TargetMethod;
        return target.ContainingType.GetMembers(target.Name)
            .OfType<IMethodSymbol>()
            .Any(m => m.IsStatic == target.IsStatic
                && m.Parameters.Length == target.Parameters.Length + 1
                && Is(m.Parameters[m.Parameters.Length - 1])
                && m.Arity == target.Arity
                && SameStart(target.OriginalDefinition.Parameters, m.Parameters)
                && compilation.IsSymbolAccessibleWithin(m, place))
            ? ""
            : null;
    }

    private static bool SameStart(ImmutableArray<IParameterSymbol> one, ImmutableArray<IParameterSymbol> other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(one[i].Type, other[i].Type) && other[i].OriginalDefinition.Type is not { TypeKind: TypeKind.TypeParameter })
                return false;
        }

        return true;
    }

    private static bool Is(IParameterSymbol parameter) =>
        parameter.Type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    /// <summary>Whether a function inside the task has a token of its own, or cannot see the task's.</summary>
    private static bool IsInside(IOperation operation)
    {
        for (var o = operation.Parent; o is not null; o = o.Parent)
        {
            var function = o is IAnonymousFunctionOperation lambda ? lambda.Symbol : (o as ILocalFunctionOperation)?.Symbol;
            if (function is not null && (function.IsStatic || function.Parameters.Any(Is)))
                return true;
        }

        return false;
    }
}
