namespace TypedTasks.Operations;

/// <summary>What kind of node of a plan it is.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<OutlineKind>))]
public enum OutlineKind
{
    /// <summary>A call of a task.</summary>
    Step = 0,

    /// <summary>It waits for an event.</summary>
    Wait = 1,

    /// <summary>It yields a value, or hands on what arrives.</summary>
    Value = 2,

    /// <summary>Its children one after the other.</summary>
    Sequence = 3,

    /// <summary>Its children beside each other, with results of different types.</summary>
    Tuple = 4,

    /// <summary>Its children beside each other, with a list of results.</summary>
    Group = 5,

    /// <summary>Its children beside each other; the first success counts.</summary>
    FirstOf = 6,

    /// <summary>One run of its child per element of a list.</summary>
    Each = 7,

    /// <summary>Its child, whose end is its outcome.</summary>
    Settled = 8,

    /// <summary>Its first child; where that fails, the second supplies the value.</summary>
    Recover = 9,

    /// <summary>Its first child, and a branch that starts when that fails.</summary>
    OnError = 10,

    /// <summary>Its first child, and a branch that starts when that has succeeded.</summary>
    OnSuccess = 11,

    /// <summary>Its first child, and what undoes it when the flow fails later.</summary>
    Compensation = 12,

    /// <summary>Its child, bounded in time.</summary>
    TimeLimit = 13,
}
