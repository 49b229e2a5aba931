using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers.Contracts;

/// <summary>
/// TT4001 to TT4010: holds the tasks, and the types that travel with them, against TaskContracts.txt, which says what has
/// shipped and may be in flight. Without that file it is silent.
/// </summary>
public sealed class TaskContractAnalyzer() : TaskRule(NotRecordedRule, GoneRule, ParameterGoneRule, ParameterRetypedRule, ReorderedRule, RequiredRule, ResultRule, ShapeRule, LineRule, EmptyRule)
{
    /// <summary>The ids.</summary>
    public const string NotRecorded = "TT4001";

    /// <summary>The task is gone.</summary>
    public const string TaskGone = "TT4002";

    /// <summary>A parameter is gone.</summary>
    public const string ParameterGone = "TT4003";

    /// <summary>A parameter has another type.</summary>
    public const string ParameterRetyped = "TT4004";

    /// <summary>The required parameters have another order.</summary>
    public const string ParametersReordered = "TT4005";

    /// <summary>A required parameter is new.</summary>
    public const string ParameterRequired = "TT4006";

    /// <summary>The result has another type.</summary>
    public const string ResultChanged = "TT4007";

    /// <summary>A type that travels has another shape.</summary>
    public const string ShapeChanged = "TT4008";

    /// <summary>A line cannot be read.</summary>
    public const string LineUnreadable = "TT4009";

    /// <summary>Nothing is recorded yet.</summary>
    public const string NothingRecorded = "TT4010";

    /// <summary>The properties: the lines to record, the key of the line in question, a parameter, the name to keep.</summary>
    internal const string Record = nameof(Record);

    internal const string Key = nameof(Key);

    internal const string Field = nameof(Field);

    internal const string OldName = nameof(OldName);

    private static readonly DiagnosticDescriptor NotRecordedRule = new(
        NotRecorded,
        "A task is not recorded as it is",
        "Task '{0}' is not in TaskContracts.txt as it is now: record it when it ships, so that a later change that breaks messages in flight is seen",
        Rule.Contracts, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(NotRecorded));

    private static readonly DiagnosticDescriptor GoneRule = new(
        TaskGone,
        "A task that has shipped is gone",
        "Task '{0}' has shipped and is gone: messages in flight that name it go to the dead-letter queue and their flows fail{1}; keep it until they have drained",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(TaskGone));

    private static readonly DiagnosticDescriptor ParameterGoneRule = new(
        ParameterGone,
        "A parameter that has shipped is gone",
        "Task '{0}' has shipped, and {1}",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(ParameterGone));

    private static readonly DiagnosticDescriptor ParameterRetypedRule = new(
        ParameterRetyped,
        "A parameter that has shipped has another type",
        "Task '{0}' has shipped, and {1}",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(ParameterRetyped));

    private static readonly DiagnosticDescriptor ReorderedRule = new(
        ParametersReordered,
        "The parameters of a task that has shipped have another order",
        "Task '{0}' has shipped, and {1}",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(ParametersReordered));

    private static readonly DiagnosticDescriptor RequiredRule = new(
        ParameterRequired,
        "A task that has shipped requires another argument",
        "Task '{0}' has shipped, and {1}",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(ParameterRequired));

    private static readonly DiagnosticDescriptor ResultRule = new(
        ResultChanged,
        "A task that has shipped has another result",
        "Task '{0}' has shipped, and {1}",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(ResultChanged));

    private static readonly DiagnosticDescriptor ShapeRule = new(
        ShapeChanged,
        "A type that travels has another shape",
        "'{0}' travels in messages that may be in flight, and {1}",
        Rule.Contracts, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(ShapeChanged));

    private static readonly DiagnosticDescriptor LineRule = new(
        LineUnreadable,
        "A line of TaskContracts.txt cannot be read",
        "This line is not read: {0}",
        Rule.Contracts, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(LineUnreadable));

    // A warning, for the console of a build shows no less: whoever put the file there learns how it is filled.
    private static readonly DiagnosticDescriptor EmptyRule = new(
        NothingRecorded,
        "TaskContracts.txt is empty",
        "TaskContracts.txt records none of {0} tasks, so no change of them is seen: write them down with the fix of TT4001, or on the console with 'dotnet format analyzers --diagnostics TT4001 --severity info'",
        Rule.Contracts, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Rule.HelpLink(NothingRecorded));

    private static readonly SourceTextValueProvider<ContractFile> Files = new(ContractFile.Parse);

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Changes =
        new[] { ParameterGoneRule, ParameterRetypedRule, ReorderedRule, RequiredRule, ResultRule }.ToImmutableDictionary(static d => d.Id);

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        if (start.Options.AdditionalFiles.FirstOrDefault(ContractFile.Is) is not { } additional
            || additional.GetText(start.CancellationToken) is not { } text
            || !start.TryGetValue(text, Files, out var file))
        {
            return;
        }

        OnTask(start, known, (context, method, attribute) => CheckTask(context, method, attribute, file));
        start.RegisterSymbolAction(context => CheckType(context, file), SymbolKind.NamedType);
        start.RegisterAdditionalFileAction(context =>
        {
            if (context.AdditionalFile.Path == additional.Path)
                CheckFile(context, file, known);
        });
    }

    private static void CheckTask(SymbolAnalysisContext context, IMethodSymbol method, AttributeData attribute, ContractFile file)
    {
        if (!IsRecorded(method))
            return;
        var current = ContractReader.Task(method, attribute);
        var travelling = ContractReader.Travelling(Types(method)).ToList();
        var shapes = travelling.Select(ContractReader.Type).OfType<Contract>().ToList();
        var missing = shapes.Where(s => file.Find(s.Kind, s.Name) is null).Select(static s => s.ToString());
        // Under a name that it had before, messages are in flight that were written when it was recorded under that name.
        var recordings = TaskNames.All(method, attribute).Select(n => file.Find(Contract.Task, n)).OfType<Contract>().ToList();
        var records = recordings.Select(r => current with { Name = r.Name }).Prepend(current).Select(static c => c.ToString()).Distinct(StringComparer.Ordinal);
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Record, string.Join("\n", records.Concat(missing)))
            .Add(Key, current.Key);
        var types = new TypeChange(n => Find(file, n), n => shapes.Find(s => s.Name == n));
        foreach (var type in travelling.Where(static t => !t.Locations[0].IsInSource))
        {
            var shape = ContractReader.Type(type)!;
            if (file.Find(shape.Kind, shape.Name) is { } recorded)
                Report(context, method.Locations[0], recorded, shape, types);
        }

        var changes = new HashSet<TaskChange>();
        foreach (var recorded in recordings)
        {
            foreach (var change in TaskChange.Between(recorded, current, types).Where(changes.Add))
            {
                var place = method.Parameters.FirstOrDefault(p => p.Name == change.Field)?.Locations[0] ?? method.Locations[0];
                context.ReportDiagnostic(Diagnostic.Create(Changes[change.Rule], place, properties.Add(Field, change.Field), recorded.Name, change.Text));
            }
        }

        // A change that breaks nothing, and a new task, need only be written down.
        var old = recordings.Find(r => r.Name == current.Name);
        if (changes.Count == 0 && (old is null || old.ToString() != current.ToString() || missing.Any()))
            context.ReportDiagnostic(Diagnostic.Create(NotRecordedRule, method.Locations[0], properties, current.Name));
    }

    private static bool IsRecorded(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary && !method.IsGenericMethod;

    private static void CheckType(SymbolAnalysisContext context, ContractFile file)
    {
        if (ContractReader.Type((INamedTypeSymbol)context.Symbol) is not { } current || file.Find(current.Kind, current.Name) is not { } old)
            return;
        var shapes = ContractReader.Travelling([(INamedTypeSymbol)context.Symbol]).Select(ContractReader.Type).OfType<Contract>().ToList();
        Report(context, context.Symbol.Locations[0], old, current, new TypeChange(n => Find(file, n), n => shapes.Find(s => s.Name == n)));
    }

    private static void Report(SymbolAnalysisContext context, Location place, Contract old, Contract current, TypeChange types)
    {
        if (types.Problem(old, current) is not { } problem)
            return;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Record, current.ToString()).Add(Key, current.Key);
        context.ReportDiagnostic(Diagnostic.Create(ShapeRule, place, properties, current.Name, problem));
    }

    private static void CheckFile(AdditionalFileAnalysisContext context, ContractFile file, KnownTypes known)
    {
        var text = context.AdditionalFile.GetText(context.CancellationToken)!;
        foreach (var (span, reason) in file.Wrong)
            context.ReportDiagnostic(Diagnostic.Create(LineRule, Place(context.AdditionalFile, text, span), reason));
        if (file.Lines.IsEmpty && file.Wrong.IsEmpty && known.Tasks.Own.Count(IsRecorded) is > 0 and var count)
            context.ReportDiagnostic(Diagnostic.Create(EmptyRule, Place(context.AdditionalFile, text, default), count));
        var gone = file.Lines.Where(l => l.Contract.Kind == Contract.Task && !known.Tasks.Has(l.Contract.Name)).ToList();
        if (gone.Count == 0)
            return;
        var current = known.Tasks.Own.Select(m => (Method: m, Contract: ContractReader.Task(m, SymbolNames.Task(m)!))).ToList();
        foreach (var (contract, span) in gone)
        {
            // A task that is not recorded and takes and yields the same is likely the same under a new name.
            var renamed = current.Find(c => file.Find(Contract.Task, c.Contract.Name) is null
                && SharesAPart(c.Contract.Name, contract.Name)
                && c.Contract.ToString() == (contract with { Name = c.Contract.Name }).ToString());
            context.ReportDiagnostic(Diagnostic.Create(
                GoneRule,
                Place(context.AdditionalFile, text, span),
                renamed.Method is null ? null : [renamed.Method.Locations[0]],
                ImmutableDictionary<string, string?>.Empty.Add(Key, contract.Key).Add(OldName, contract.Name),
                contract.Name,
                renamed.Method is null ? "" : $" ('{renamed.Method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' looks like the same under another name)"));
        }
    }

    /// <summary>Whether class or method kept its name: of the tasks that take and yield nothing there may be many.</summary>
    private static bool SharesAPart(string one, string other) => one.Split('.').Intersect(other.Split('.'), StringComparer.Ordinal).Any();

    internal static Location Place(AdditionalText file, SourceText text, TextSpan span) =>
        Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));

    private static Contract? Find(ContractFile file, string name) => file.Find(Contract.Type, name) ?? file.Find(Contract.Enum, name);

    private static IEnumerable<ITypeSymbol> Types(IMethodSymbol method) =>
        method.Parameters.Where(ParameterKinds.IsData).Select(static p => p.Type).Concat(ContractReader.Result(method) is { } result ? [result] : []);
}
