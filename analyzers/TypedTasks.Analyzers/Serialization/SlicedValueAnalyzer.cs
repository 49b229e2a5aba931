using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Serialization;

/// <summary>TT2005: C# takes a class for its base; on the wire it is that only where the base names it.</summary>
public sealed class SlicedValueAnalyzer() : TaskRule(Descriptor)
{
    /// <summary>The id.</summary>
    public const string Id = "TT2005";

    /// <summary>The properties that a fix needs: the types by their documentation ids.</summary>
    internal const string Root = nameof(Root);

    /// <inheritdoc cref="Root"/>
    internal const string Class = nameof(Class);

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "A value is more than the type it is handed on as",
        "{0} is handed on as {1}, {2}: {3}",
        Rule.Serialization,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.HelpLink(Id));

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        start.RegisterOperationAction(c => AnalyzeConversion(c, known), OperationKind.Conversion);
        start.RegisterOperationAction(c => AnalyzeReference(c, known), OperationKind.MethodReference);
        start.RegisterOperationAction(c => AnalyzeConstraints(c, ((IBinaryOperation)c.Operation).OperatorMethod, ((IBinaryOperation)c.Operation).RightOperand, known), OperationKind.Binary);
        start.RegisterOperationAction(c => AnalyzeCall(c, known), OperationKind.Invocation);
        OnTaskBody(start, known, static (block, method) => block.RegisterOperationAction(c => AnalyzeReturn(c, method), OperationKind.Return));
    }

    /// <summary>A signature, or a list of them, that is taken for one of other types: every pipe to a base class is such a conversion.</summary>
    private static void AnalyzeConversion(OperationAnalysisContext context, KnownTypes known)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (conversion.Type is not INamedTypeSymbol { Arity: > 0 } and not IArrayTypeSymbol || conversion.Operand.Type is not { } given || conversion.Conversion is not { IsReference: true, IsImplicit: true })
            return;
        Report(context, conversion.Operand.Syntax, OfSignatures(given, conversion.Type, known));
    }

    /// <summary>A method that stands for a delegate whose signatures yield a base class.</summary>
    private static void AnalyzeReference(OperationAnalysisContext context, KnownTypes known)
    {
        if (context.Operation.Parent is IDelegateCreationOperation { Type: INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } wanted } })
            Report(context, context.Operation.Syntax, OfSignatures(((IMethodReferenceOperation)context.Operation).Method.ReturnType, wanted, known));
    }

    private static void AnalyzeCall(OperationAnalysisContext context, KnownTypes known)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (Factories.Is(method, known))
        {
            foreach (var argument in call.Arguments)
            {
                foreach (var (value, to) in Values(argument.Value, argument.Value.Type))
                    Report(context, value.Syntax, Handover.OfValue(value.Type!, to));
            }
        }
        else if (GivenInput.Of(method, known) is { } position && call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == position) is { } input)
        {
            foreach (var (value, to) in Values(input.Value, input.Value.Type))
                Report(context, value.Syntax, Handover.OfValue(value.Type!, to));
        }

        AnalyzeConstraints(context, method, call.Arguments.LastOrDefault()?.Value ?? call, known);
    }

    /// <summary>What is matched by constraints has no conversion: members of tuples, handlers of a base class.</summary>
    private static void AnalyzeConstraints(OperationAnalysisContext context, IMethodSymbol? method, IOperation place, KnownTypes known)
    {
        if (method is null || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, known.Complete.ContainingAssembly))
            return;
        Check(method.OriginalDefinition.TypeParameters, method.TypeArguments);
        Check(method.OriginalDefinition.ContainingType.TypeParameters, method.ContainingType.TypeArguments);

        void Check(ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                foreach (var wider in parameters[i].ConstraintTypes.OfType<ITypeParameterSymbol>())
                {
                    if (SymbolEqualityComparer.Default.Equals(wider.ContainingSymbol, parameters[i].ContainingSymbol))
                        Report(context, place.Syntax, Handover.OfResult(arguments[i], arguments[wider.Ordinal]));
                }
            }
        }
    }

    private static void AnalyzeReturn(OperationAnalysisContext context, IMethodSymbol task)
    {
        if (TaskResult.Of(task) is { Kind: ReturnKind.Value or ReturnKind.AwaitableValue, Type: { } result }
            && ((IReturnOperation)context.Operation).ReturnedValue is { } returned
            && IsOwn(context.Operation))
        {
            foreach (var (value, to) in Values(returned, result))
                Report(context, value.Syntax, Handover.OfValue(value.Type!, to));
        }
    }

    // A function inside the task returns to the task.
    private static bool IsOwn(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return true;
    }

    /// <summary>What an expression may be before it is taken for the type that is declared: each branch of a choice, each element of a list.</summary>
    private static IEnumerable<(IOperation Value, ITypeSymbol To)> Values(IOperation value, ITypeSymbol? to) => (value, to) switch
    {
        (_, null) => [],
        (IConversionOperation { Conversion: { IsReference: true } or { IsIdentity: true } } conversion, _) => Values(conversion.Operand, to),
        (IConversionOperation { Operand: IConditionalOperation or ISwitchExpressionOperation or ICollectionExpressionOperation } conversion, _) => Values(conversion.Operand, to),
        (IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }, Arguments: [var given] }, _) => Values(given.Value, to),
        (IConditionalOperation { WhenFalse: { } other } choice, _) => Values(choice.WhenTrue, to).Concat(Values(other, to)),
        (ICoalesceOperation choice, _) => Values(choice.Value, to).Concat(Values(choice.WhenNull, to)),
        (ISwitchExpressionOperation choice, _) => choice.Arms.SelectMany(a => Values(a.Value, to)),
        (IArrayCreationOperation { Initializer: { } list }, _) when WireForms.Element(to) is { } element => list.ElementValues.SelectMany(e => Values(e, element)),
        (ICollectionExpressionOperation list, _) when WireForms.Element(to) is { } element => list.Elements.Where(static e => e is not ISpreadOperation).SelectMany(e => Values(e, element)),
        ({ Type: not null }, _) => [(value, to)],
        _ => [],
    };

    private static Handover? OfSignatures(ITypeSymbol given, ITypeSymbol wanted, KnownTypes known)
    {
        if (Side.OfType(wanted, "", known) is not { } to)
        {
            return Collections.Element(wanted) is { } element && Collections.Element(given) is { } one && Side.OfType(element, "", known) is not null
                ? OfSignatures(one, element, known)
                : null;
        }

        if (Side.OfType(given, "", known) is not { } from || from.Takes is null != to.Takes is null)
            return null;
        return (from.Yields is { } yields && to.Yields is { } expected ? Handover.OfResult(yields, expected) : null)
            // What arrives at the step is what the wider signature promises to hand to it.
            ?? (from.Takes is { } takes && to.Takes is { } arrives ? Handover.OfResult(arrives, takes) : null);
    }

    private static void Report(OperationAnalysisContext context, SyntaxNode place, Handover? found)
    {
        if (found is null)
            return;
        var (from, to) = Fit.Read(found.From.WithNullableAnnotation(NullableAnnotation.NotAnnotated), found.To.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        var properties = found.IsUnnamed
            ? ImmutableDictionary<string, string?>.Empty
                .Add(Root, (JsonRoots.Of(found.To) ?? found.To).OriginalDefinition.GetDocumentationCommentId())
                .Add(Class, found.From.GetDocumentationCommentId())
            : ImmutableDictionary<string, string?>.Empty;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), properties, from, to, found.Reason, found.Advice));
    }
}
