Policy("sleep", Severity.Low, "Development sleeps at night")
    .Why("what nobody uses at night costs as much as by day")
    .Fix("annotate what must stay awake, or its namespace, with `k8guard.io/no-sleep: \"true\"`");

var namespaces = Setting("namespaces", "dev-*", "namespaces that sleep; `*` stands for any characters");
var timeZone = Setting("timeZone", "UTC", "whose night it is, such as `Europe/Berlin`");
var night = Setting("night", "0 20 * * MON-FRI", "when it falls asleep: minute, hour, day of month, month, day of week");
var morning = Setting("morning", "0 7 * * MON-FRI", "when it wakes up, likewise");
var atMost = Setting("atMost", 200, "so many objects may fall asleep or wake up at once; where it would be more, nothing happens");

Schedule("nights", night, timeZone, job =>
{
    var awake = job.List<Namespace>(namespaces).Where(ns => ns.Metadata.Annotations["k8guard.io/no-sleep"] == "true").Select(ns => ns.Metadata.Name).ToArray();

    foreach (var d in job.List<Deployment>(namespaces))
        if (d.Metadata.Annotations["k8guard.io/no-sleep"] != "true" && !awake.Contains(d.Metadata.Namespace)) job.Do(Act.Stop, d);

    foreach (var s in job.List<StatefulSet>(namespaces))
        if (s.Metadata.Annotations["k8guard.io/no-sleep"] != "true" && !awake.Contains(s.Metadata.Namespace)) job.Do(Act.Stop, s);
}, atMost);

Schedule("mornings", morning, timeZone, job => job.Undo("nights"), atMost);
