namespace Corpus;

public static partial class WrongScheduleZone2
{
    public static ScheduleOptions Options() => new() { TimeZone = "Eastern Standard Time" }; //! TT0024
}
