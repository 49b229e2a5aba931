namespace TypedTasks.Analyzers.Composition;

/// <summary>What a fix can do about a mismatch; a diagnostic carries one of them.</summary>
internal static class Remedies
{
    /// <summary>The properties of the diagnostic.</summary>
    public const string Key = "Remedy";

    public const string DataKey = "Data";

    public const string Each = nameof(Each);

    public const string LeaveOutEach = nameof(LeaveOutEach);

    public const string Group = nameof(Group);

    public const string TupleToGroup = nameof(TupleToGroup);

    public const string GroupToTuple = nameof(GroupToTuple);

    public const string Ignore = nameof(Ignore);

    public const string Pipe = nameof(Pipe);

    public const string Order = nameof(Order);

    public const string Join = nameof(Join);

    public const string JoinMember = nameof(JoinMember);

    public const string PassOver = nameof(PassOver);

    public const string Pass = nameof(Pass);

    public const string Import = nameof(Import);

    public const string CallFactory = nameof(CallFactory);

    public const string Call = nameof(Call);

    public const string GroupOf = nameof(GroupOf);

    public const string Supply = nameof(Supply);

    public const string IgnoreAndSupply = nameof(IgnoreAndSupply);

    public const string Convert = nameof(Convert);
}
