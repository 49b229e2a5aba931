using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Body;
using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Contracts;
using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Shape;

namespace TypedTasks.Analyzers;

/// <summary>
/// All rules as one analyzer. The compiler keeps accounts of its own for each analyzer and each edit, about 20 KB, which for forty
/// would be more than what the rules themselves take.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskAnalyzer() : TaskRule([.. All.SelectMany(static r => r.SupportedDiagnostics)])
{
    private static readonly ImmutableArray<TaskRule> All =
    [
        new AmbiguousFactoryAnalyzer(),
        new AmbiguousWaitAnalyzer(),
        new AsyncVoidTaskAnalyzer(),
        new BlockingWaitAnalyzer(),
        new BranchMismatchAnalyzer(),
        new CyclicTypeAnalyzer(),
        new DifferentDefaultAnalyzer(),
        new DirectPlanCallAnalyzer(),
        new DroppedSignatureAnalyzer(),
        new DuplicateTaskNameAnalyzer(),
        new EmptyGroupAnalyzer(),
        new EqualFactoryAnalyzer(),
        new EventContractAnalyzer(),
        new EventDeclarationAnalyzer(),
        new FactoryCollisionAnalyzer(),
        new FactoryNotFoundAnalyzer(),
        new GenericTaskAnalyzer(),
        new HeavyPayloadAnalyzer(),
        new ImplementationAnalyzer(),
        new InaccessibleTaskAnalyzer(),
        new LanguageVersionAnalyzer(),
        new LocalTimeAnalyzer(),
        new LostMemberAnalyzer(),
        new MissingFactoryAnalyzer(),
        new NotAMethodAnalyzer(),
        new OptionValueAnalyzer(),
        new OptionalKeyedServiceAnalyzer(),
        new OverloadedTaskAnalyzer(),
        new PartialEnqueuedAnalyzer(),
        new PipelineMemberAnalyzer(),
        new PipelineMismatchAnalyzer(),
        new PolymorphicTypeAnalyzer(),
        new RetriedTaskAnalyzer(),
        new RootOptionAnalyzer(),
        new ScheduleClockAnalyzer(),
        new ScheduleParameterAnalyzer(),
        new ScheduleValueAnalyzer(),
        new ScheduleZoneAnalyzer(),
        new ServiceLookAlikeAnalyzer(),
        new SignatureAsResultAnalyzer(),
        new SignatureExpectedAnalyzer(),
        new SkippedTimeAnalyzer(),
        new SlicedValueAnalyzer(),
        new StaticStateAnalyzer(),
        new SwallowedCancellationAnalyzer(),
        new TaskClassNotPartialAnalyzer(),
        new TaskContractAnalyzer(),
        new TaskParameterAnalyzer(),
        new TaskResultAnalyzer(),
        new TaskTypeAnalyzer(),
        new TaskValueAnalyzer(),
        new TasksNameTakenAnalyzer(),
        new TokenNotForwardedAnalyzer(),
        new TupleNullabilityAnalyzer(),
        new UnawaitedCallAnalyzer(),
        new UncoveredTypeAnalyzer(),
        new UncreatableClassAnalyzer(),
        new WaitInTaskAnalyzer(),
    ];

    internal override void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        foreach (var rule in All)
            rule.Register(start, known);
    }
}
