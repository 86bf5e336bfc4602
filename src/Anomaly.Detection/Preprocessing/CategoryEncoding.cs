namespace Anomaly.Detection.Preprocessing;

/// <summary>How the classes of a categorical column become numbers.</summary>
public enum CategoryEncoding
{
    /// <summary>One feature: the class code, 0, 1, 2 … in ordinal order of the texts. Right for trees; meaningless as a distance.</summary>
    Ordinal,

    /// <summary>One feature: the share of training rows with that class. Classes that are equally frequent become one value.</summary>
    Frequency,

    /// <summary>
    /// One feature per class: 1 for that class, 0 for another. A missing or unseen value is missing in all of them: zeros would claim that
    /// the value is known and none of the classes, and a model could not tell that from knowledge.
    /// </summary>
    OneHot,
}
