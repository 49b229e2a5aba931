using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Schedules;

/// <summary>Something beside its run that the function of a schedule depends on.</summary>
/// <param name="Path">The way to it, from member to member; the last one is it.</param>
/// <param name="Does">What it does, for messages.</param>
/// <param name="Instead">What to do.</param>
internal sealed record Dependence(string Path, string Does, string Instead)
{
    private static readonly (string Does, string Instead) Clock = ("reads the clock", "take the time of the run, run.Occurrence or run.Date");

    private static readonly (string Does, string Instead) Chance = ("is another value each time", "let the task make it, or derive it from the run");

    private static readonly (string Does, string Instead) State = ("is static state", "make it a constant or readonly, or let the task read it");

    private static readonly (string Does, string Instead) Changed = ("is changed by each call", "derive it from the run");

    /// <summary>What an operation depends on by itself, without what it calls; null for nothing.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="function">The function, where the operation stands in it; null for one of a member that it uses.</param>
    public static Dependence? Of(IOperation operation, IOperation? function)
    {
        var found = operation switch
        {
            { Parent: INameOfOperation } => default,
            IPropertyReferenceOperation { Property: { } property } => OfProperty(property),
            IInvocationOperation { TargetMethod: { } method } => OfMethod(method),
            IMethodReferenceOperation { Method: { } method } => OfMethod(method),
            IObjectCreationOperation { Arguments.IsEmpty: true, Type: var type } when SymbolNames.Is(type, "System", "Random") => Chance,
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: false, IsConst: false, ContainingType.TypeKind: not TypeKind.Enum } } => State,
            ILocalReferenceOperation { Local: { } local } when function is not null && IsChanged(operation) && !IsWithin(local, function) => Changed,
            _ => default,
        };
        return found.Does is null ? null : new(Name(operation.Syntax), found.Does, found.Instead);
    }

    /// <summary>Whether a variable is declared within a function, which then starts with it anew.</summary>
    public static bool IsWithin(ISymbol local, IOperation function) =>
        local.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == function.Syntax.SyntaxTree && function.Syntax.FullSpan.Contains(r.Span));

    private static (string Does, string Instead) OfProperty(IPropertySymbol property) => (property.ContainingType.Name, property.Name) switch
    {
        ("DateTime" or "DateTimeOffset", "Now" or "UtcNow" or "Today") or ("Environment", "TickCount" or "TickCount64") when IsFramework(property) => Clock,
        ("Random", "Shared") when IsFramework(property) => Chance,
        _ => property is { IsStatic: true, SetMethod: not null } ? State : default,
    };

    private static (string Does, string Instead) OfMethod(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
            method = overridden;
        return !IsFramework(method) ? default : (method.ContainingType.Name, method.Name) switch
        {
            ("TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp") or ("Stopwatch", "GetTimestamp" or "StartNew") => Clock,
            ("Guid", "NewGuid" or "CreateVersion7") or ("RandomNumberGenerator", _) or ("Path", "GetRandomFileName" or "GetTempFileName") => Chance,
            _ => default,
        };
    }

    private static bool IsChanged(IOperation operation) => operation.Parent switch
    {
        IIncrementOrDecrementOperation => true,
        IAssignmentOperation assignment => assignment.Target == operation,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };

    // One that the user gave the same name is nothing of the kind.
    private static bool IsFramework(ISymbol member)
    {
        var outermost = member.ContainingNamespace;
        while (outermost is { ContainingNamespace.IsGlobalNamespace: false })
            outermost = outermost.ContainingNamespace;
        return outermost is { Name: "System" };
    }

    private static string Name(SyntaxNode syntax) => syntax is InvocationExpressionSyntax call ? call.Expression.ToString() : syntax.ToString();
}
