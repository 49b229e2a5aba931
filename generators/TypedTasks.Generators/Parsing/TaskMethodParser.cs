using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads a task method; what cannot be a task gives null, and the analyzers say why.</summary>
internal static class TaskMethodParser
{
    /// <summary>Members that signature classes inherit, which a property of the same name would hide.</summary>
    private static readonly string[] Inherited =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        "Node", "Pass", "ResultInfo", "ResultType", "With", "WriteArguments",
    ];

    public static TaskMethod? Parse(
        IMethodSymbol method,
        bool isOverloaded,
        JsonShapeCollector shapes,
        TypeSpelling spelling,
        CancellationToken cancellation)
    {
        if (method.MethodKind != MethodKind.Ordinary
            || method.IsGenericMethod
            || method.IsAbstract
            || method.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
        {
            return null;
        }

        var attribute = SymbolNames.Task(method)!;
        var name = TaskNames.Given(attribute);
        if ((name is null && isOverloaded)
            || Result(method) is not { } result
            || Parameters(method, spelling, cancellation) is not { } parameters)
        {
            return null;
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].IsData)
                shapes.Add(method.Parameters[i].Type);
        }

        if (result.Type is not null)
            shapes.Add(result.Type);
        var isDocumented = IsDocumented(method, cancellation);
        var isIdempotent = Named(attribute, "Idempotent") is not false;
        var taskName = TaskNames.Of(method, attribute);
        return new TaskMethod(
            method.Name,
            taskName,
            TaskNames.Aliases(attribute, taskName).ToEquatableArray(),
            Named(attribute, "Queue") as string,
            Named(attribute, "MaxRetries") as int? ?? (isIdempotent ? -1 : 0),
            isIdempotent,
            Named(attribute, "RateLimit") as string,
            Named(attribute, "MaxConcurrency") as int? ?? 0,
            method.DeclaredAccessibility == Accessibility.Public,
            method.IsStatic,
            result.Kind,
            result.Type is null ? "global::TypedTasks.Unit" : spelling.Spell(result.Type),
            parameters.ToEquatableArray(),
            isDocumented ? method.GetDocumentationCommentId() ?? "" : "",
            isDocumented,
            Obsolete(method));
    }

    private static (ReturnKind Kind, ITypeSymbol? Type)? Result(IMethodSymbol method)
    {
        var type = method.ReturnType;
        if (method.ReturnsVoid)
            return (ReturnKind.Nothing, null);
        if (method.ReturnsByRef || method.ReturnsByRefReadonly || type.IsRefLikeType || !TypeRules.IsComplete(type))
            return null;
        if (SymbolNames.Is(type, "System.Threading.Tasks", "Task") || SymbolNames.Is(type, "System.Threading.Tasks", "ValueTask"))
        {
            var arguments = ((INamedTypeSymbol)type).TypeArguments;
            if (arguments.IsEmpty)
                return (ReturnKind.Awaitable, null);
            return Result(arguments[0], ReturnKind.AwaitableValue, ReturnKind.AwaitableSignature);
        }

        return Result(type, ReturnKind.Value, ReturnKind.Signature);
    }

    // A complete signature takes the place of the step and counts as its result; a partial one could take no input.
    private static (ReturnKind Kind, ITypeSymbol? Type)? Result(ITypeSymbol type, ReturnKind value, ReturnKind signature)
    {
        var interfaces = type is INamedTypeSymbol { TypeKind: TypeKind.Interface } own ? type.AllInterfaces.Insert(0, own) : type.AllInterfaces;
        var signatures = interfaces.Where(static i => SymbolNames.Is(i, "TypedTasks", "ISignature")).ToList();
        if (signatures.Count == 0)
            return (value, type);
        return signatures.Find(static s => s.TypeArguments.Length == 1) is { } complete ? (signature, complete.TypeArguments[0]) : null;
    }

    private static List<TaskParameter>? Parameters(IMethodSymbol method, TypeSpelling spelling, CancellationToken cancellation)
    {
        var parameters = new List<TaskParameter>(method.Parameters.Length);
        var properties = new List<string>(Inherited.Length + method.Parameters.Length);
        properties.AddRange(Inherited);
        foreach (var symbol in method.Parameters)
        {
            var property = TaskNames.Property(symbol.Name);
            if (properties.Contains(property) || property.EndsWith("Signature", StringComparison.Ordinal))
                property = CSharpText.Unused(property + "Argument", properties);
            if (TaskParameterParser.Parse(symbol, property, spelling, cancellation) is not { } parameter)
                return null;
            properties.Add(property);
            parameters.Add(parameter);
        }

        return parameters;
    }

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value.Value;
        }

        return null;
    }

    private static bool IsDocumented(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            foreach (var trivia in reference.GetSyntax(cancellation).GetLeadingTrivia())
            {
                if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
                    || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? Obsolete(IMethodSymbol method) =>
        SymbolNames.Attribute(method, "System", "ObsoleteAttribute") is { } attribute
            ? string.Join(", ", attribute.ConstructorArguments.Select(DefaultLiteral.Of))
            : null;
}
