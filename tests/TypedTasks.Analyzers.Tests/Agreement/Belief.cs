using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Tests.Agreement;

/// <summary>
/// What generator and rules believe of the tasks of a compilation, each in its own way: the generator by what it wrote, the rules by the symbols
/// that they look at. Each task is a line of text.
/// </summary>
internal static class Belief
{
    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private const string Contract = "(run elsewhere)";

    /// <summary>The classes with marked methods, in the user's own files.</summary>
    public static IEnumerable<INamedTypeSymbol> Classes(Compilation compilation) =>
        compilation.SyntaxTrees
            .Where(static t => !IsGenerated(t))
            .SelectMany(t => t.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Select(d => compilation.GetSemanticModel(t).GetDeclaredSymbol(d)))
            .OfType<INamedTypeSymbol>()
            .Where(static t => TaskCandidates.Marked(t).Count > 0)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>The factories that were written into a class.</summary>
    public static IReadOnlyList<string> Written(INamedTypeSymbol type) =>
    [
        .. type.GetTypeMembers("Tasks", 0)
            .SelectMany(static t => t.GetMembers())
            .OfType<IMethodSymbol>()
            .Where(static m => m.MethodKind == MethodKind.Ordinary && IsGenerated(m.Locations[0].SourceTree!))
            .Select(static m => $"{Name(m.ReturnType)} {m.Name}({string.Join(", ", m.Parameters.Select(static p => Spell(p, p.IsOptional)))})")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The factories that the rules reckon with.</summary>
    public static IReadOnlyList<string> Reckoned(INamedTypeSymbol type) =>
    [
        .. (TaskHolder.Refusal(type, default) == TaskRefusal.None ? FactoryForms.Of(TaskCandidates.Of(type).Where(static t => t.IsAccepted)) : [])
            .Where(static f => f.Verdict == FactoryVerdict.Generated)
            .Select(static f => $"{Result(f)} {f.Task.Method.Name}({string.Join(", ", f.Given.Select(p => Spell(p, f.Task.Kinds[p.Ordinal] is ParameterKind.Optional)))})")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Names, settings and parameters as generated code registers and reads them.</summary>
    public static IReadOnlyList<string> Registered(Compilation compilation) =>
    [
        .. compilation.SyntaxTrees
            // What implements a contract is registered again, with a class.
            .Where(static t => IsGenerated(t) && !t.FilePath.EndsWith(".Implementation.g.cs", StringComparison.Ordinal))
            .SelectMany(static t => t.GetRoot().DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>())
            .Where(o => compilation.GetSemanticModel(o.SyntaxTree).GetTypeInfo(o).ConvertedType?.Name == "TaskDefinition")
            .Select(o => $"{o.ArgumentList.Arguments[0].Expression} {Settings(o.Initializer!)} {Arguments(o)}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The same as contracts, names and settings are read by the rules.</summary>
    public static IReadOnlyList<string> Recorded(INamedTypeSymbol type) =>
        TaskHolder.Refusal(type, default) != TaskRefusal.None ? [] :
    [
        .. TaskCandidates.Of(type).Where(static t => t.IsAccepted).Select(t =>
        {
            var contract = ContractReader.Task(t.Method, t.Attribute);
            var settings = new List<string>
            {
                $"Method = \"{SymbolNames.Read(type)}.{t.Method.Name}\"",
                Plainly($"Contract = {SymbolDisplay.FormatLiteral(contract.ToString()[(Analyzers.Contracts.Contract.Task.Length + 1)..], quote: true)}"),
            };
            if (TaskNames.All(t.Method, t.Attribute).Skip(1).ToList() is { Count: > 0 } aliases)
                settings.Add($"Aliases = [{string.Join(", ", aliases.Select(static a => SymbolDisplay.FormatLiteral(a, quote: true)))}]");
            if (TaskSettings.QueueOf(t.Attribute) is { } queue)
                settings.Add($"Queue = {SymbolDisplay.FormatLiteral(queue, quote: true)}");
            if (TaskSettings.MaxRetriesOf(t.Attribute) is >= 0 and var retries)
                settings.Add($"MaxRetries = {retries}");
            if (TaskSettings.RateLimitOf(t.Attribute) is { } limit)
                settings.Add($"RateLimit = global::TypedTasks.RateLimit.Parse({SymbolDisplay.FormatLiteral(limit, quote: true)})");
            if (TaskSettings.MaxConcurrencyOf(t.Attribute) is > 0 and var most)
                settings.Add($"MaxConcurrency = {most}");
            if (t.Method.Parameters.Where((p, i) => !t.Kinds[i].IsService() && SymbolNames.IsSensitive(p.GetAttributes())).ToList() is { Count: > 0 } sensitive)
                settings.Add($"SensitiveParameters = [{string.Join(", ", sensitive.Select(static p => SymbolDisplay.FormatLiteral(p.Name, quote: true)))}]");
            if (SymbolNames.IsSensitive(t.Method.GetReturnTypeAttributes()))
                settings.Add("IsResultSensitive = true");
            if (t.Kinds.Any(static k => k.IsService()) || (!t.Method.IsStatic && !TaskHolder.IsContract(type) && NeedsServices(TaskConstructor.Find(type)!)))
                settings.Add("NeedsServices = true");
            return $"{SymbolDisplay.FormatLiteral(contract.Name, quote: true)} {{ {string.Join(", ", settings)} }} {(TaskHolder.IsContract(type) ? Contract : string.Join(", ", contract.Fields.Select(static f => f.Name + (f.IsOptional ? "?" : ""))))}";
        }).Order(StringComparer.Ordinal),
    ];

    /// <summary>What is registered; the signature is the generator's alone.</summary>
    private static string Settings(InitializerExpressionSyntax initializer) =>
        $"{{ {string.Join(", ", initializer.Expressions.Select(static e => e.ToString()).Where(static e => !e.StartsWith("Signature = ", StringComparison.Ordinal)).Select(static e => e.StartsWith("Contract = ", StringComparison.Ordinal) ? Plainly(e) : e))} }}";

    /// <summary>A contract without what may be null: code that never says so is read as it stands by the rules, and as what may by the generator, which writes what is dynamic as an object, too.</summary>
    private static string Plainly(string contract) => contract.Replace("?", "", StringComparison.Ordinal).Replace("dynamic", "object", StringComparison.Ordinal);

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string Name(ITypeSymbol type) => type.ToDisplayString(Plain).Replace("dynamic", "object", StringComparison.Ordinal);

    private static string Spell(IParameterSymbol parameter, bool isOptional) =>
        $"{(parameter.IsParams ? "params " : "")}{Name(parameter.Type)} {parameter.Name}{(isOptional ? "?" : "")}";

    private static bool NeedsServices(IMethodSymbol constructor) => constructor.Parameters.Length > 0 || TaskConstructor.RequiredMembers(constructor).Any();

    private static string Result(FactoryForm form)
    {
        var left = form.Left.Select(static p => Name(p.Type)).ToList();
        var missing = left.Count switch { 0 => "", 1 => left[0] + ", ", _ => $"global::System.ValueTuple<{string.Join(", ", left)}>, " };
        return $"global::TypedTasks.Signature<{missing}{(form.Task.Result.Type is { } type ? Name(type) : "global::TypedTasks.Unit")}>";
    }

    /// <summary>The data that the invoker reads: <c>step.Argument&lt;T&gt;(0, "name")</c>, with a third argument where there is a default.</summary>
    private static string Arguments(ImplicitObjectCreationExpressionSyntax definition)
    {
        var invoker = definition.ArgumentList.Arguments[1].Expression.ToString();
        if (invoker == "null")
            return Contract;
        var method = definition.FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Members.OfType<MethodDeclarationSyntax>().Single(m => m.Identifier.ValueText == invoker);
        return string.Join(", ", method.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(static c => c.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Argument" or "ArgumentOrNull", Expression: IdentifierNameSyntax { Identifier.ValueText: "step" } })
            .Select(static c => c.ArgumentList.Arguments)
            .Select(static a => ((LiteralExpressionSyntax)a[1].Expression).Token.ValueText + (a.Count == 3 ? "?" : "")));
    }
}
