namespace TypedTasks.Dashboard.Serving;

/// <summary>Whether somebody may do something.</summary>
internal enum Entitlement
{
    In,

    /// <summary>It is not known who asks.</summary>
    SignIn,

    /// <summary>It is known who asks, and that one may not.</summary>
    Out,

    /// <summary>No policy is named, and it is no developer's own machine.</summary>
    Closed,
}
