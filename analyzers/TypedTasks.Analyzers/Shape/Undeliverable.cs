using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Shape;

/// <summary>Why a parameter cannot be data, and what to do.</summary>
/// <param name="Text">The reason and the advice.</param>
/// <param name="IsService">Whether the container can supply it.</param>
internal sealed record Undeliverable(string Text, bool IsService)
{
    private static readonly string[] Services =
    [
        "System.IServiceProvider",
        "System.Net.Http.HttpClient",
        "System.Net.Http.IHttpClientFactory",
        "System.TimeProvider",
        "Microsoft.Extensions.DependencyInjection.IServiceScopeFactory",
        "Microsoft.Extensions.Configuration.IConfiguration",
        "Microsoft.Extensions.Hosting.IHostApplicationLifetime",
        "Microsoft.Extensions.Logging.ILogger",
        "Microsoft.Extensions.Logging.ILoggerFactory",
        "Microsoft.EntityFrameworkCore.DbContext",
        "System.Data.Common.DbConnection",
        "TypedTasks.ITaskClient",
    ];

    private static readonly string[] Bytes = ["System.IO.Stream", "System.IO.TextReader", "System.IO.TextWriter"];

    private static readonly string[] Running =
    [
        "System.Threading.CancellationTokenSource",
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.ValueTask",
        "System.Threading.Thread",
        "Microsoft.AspNetCore.Http.HttpContext",
    ];

    public static Undeliverable? Explain(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        if (parameter.RefKind != RefKind.None)
            return new($"it is passed by reference ({Spell(parameter.RefKind)}), and the step runs elsewhere; take it by value", false);
        if (ServiceMark.Of(parameter) is { } mark)
        {
            // What only looks like a mark is the matter of TT0019.
            return !mark.IsKnown ? null
                : parameter.ContainingSymbol is IMethodSymbol { ContainingType: { } holder } && TaskHolder.IsContract(holder)
                    ? new($"'{holder.Name}' is a contract, which those share who only send; take {Read(type)} in the constructor of the class that implements it", false)
                : type.IsRefLikeType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer ? new(Stack(Read(type)), false)
                : null;
        }

        return ExplainType(type) is not { } reason ? null
            : new(reason, IsOneOf(type, Services));
    }

    /// <summary>Why a type cannot be data, and what to do; null when it can, as far as its kind says.</summary>
    public static string? ExplainType(ITypeSymbol type, bool isResult = false)
    {
        if (type.SpecialType != SpecialType.None)
            return null;
        return type switch
        {
            { TypeKind: TypeKind.Error } => null,
            { IsRefLikeType: true } or { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => Stack(Read(type), isResult),
            IArrayTypeSymbol array => ExplainType(array.ElementType, isResult),
            INamedTypeSymbol { IsFileLocal: true } => $"{Read(type)} is visible in its file only, and generated code must name it; make it internal",
            { TypeKind: TypeKind.Delegate } => isResult ? $"{Read(type)} is code; return data that says what to do" : $"{Read(type)} is code; take data and let the task choose what to do by it",
            _ when IsOneOf(type, Services) => isResult ? $"{Read(type)} is a service; return the data that the next step needs" : $"{Read(type)} is a service; mark it [FromServices]",
            _ when IsOneOf(type, Bytes) => $"{Read(type)} is open in one process only; {(isResult ? "return" : "take")} a path, a URL or the key of a stored object",
            _ when IsOneOf(type, Running) => $"{Read(type)} belongs to what runs here and now; {(isResult ? "return its data" : "take the data that the task needs of it")}",
            INamedTypeSymbol named => named.TypeArguments.Select(t => ExplainArgument(t, isResult)).FirstOrDefault(static r => r is not null),
            _ => null,
        };
    }

    // Of a list or a tuple of things that cannot travel; the container itself says nothing of services.
    private static string? ExplainArgument(ITypeSymbol type, bool isResult)
    {
        if (type is IArrayTypeSymbol array)
            return ExplainArgument(array.ElementType, isResult);
        return type is INamedTypeSymbol { IsFileLocal: true } or IPointerTypeSymbol or { TypeKind: TypeKind.Delegate } || IsOneOf(type, Bytes) || IsOneOf(type, Running)
            ? ExplainType(type, isResult)
            : (type as INamedTypeSymbol)?.TypeArguments.Select(t => ExplainArgument(t, isResult)).FirstOrDefault(static r => r is not null);
    }

    private static string Read(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Stack(string name, bool isResult = false) =>
        $"{name} lives on the stack or points into memory; {(isResult ? "return" : "take")} an array or a list";

    private static string Spell(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref",
        RefKind.Out => "out",
        RefKind.In => "in",
        _ => "ref readonly",
    };

    private static bool IsOneOf(ITypeSymbol type, string[] names)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (IsNamed(t, names))
                return true;
        }

        foreach (var i in type.AllInterfaces)
        {
            if (IsNamed(i, names))
                return true;
        }

        return false;
    }

    private static bool IsNamed(ITypeSymbol type, string[] names)
    {
        foreach (var name in names)
        {
            // The full name is only spelled where the last part is right: this runs for every parameter.
            if (name.EndsWith(type.Name, StringComparison.Ordinal) && type.Name.Length > 0 && name == $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}")
                return true;
        }

        return false;
    }
}
