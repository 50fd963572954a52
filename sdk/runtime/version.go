package runtime

// Version1 says that this run-time fits what the generator made since it exists. Generated packages name it, so that a
// package and a run-time that do not fit do not compile, instead of behaving wrongly. A change of the run-time that
// needs packages to be generated anew adds Version2, which these name from then on; where the old ones would no longer
// work, it takes Version1 away.
const Version1 = true
